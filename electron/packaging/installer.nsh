; The Windows firewall asks on the first connection from outside, and only an administrator may answer. The
; installer is elevated already, so it adds the rule; an update keeps it, an uninstall removes it.
!macro removeFirewallRule
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="Gatepost mail server"'
!macroend

!macro customInstall
  !insertmacro removeFirewallRule
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="Gatepost mail server" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" protocol=TCP localport=25,465,587,2525,2465,2587 profile=private,domain,public enable=yes'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    !insertmacro removeFirewallRule
  ${endIf}
!macroend
