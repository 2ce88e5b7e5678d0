import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isInstalled } from '../install-tools.ts';

const macros = path.resolve(import.meta.dirname, '../../electron/packaging/installer.nsh');

/** The installer that electron-builder generates, cut down to what calls our macros. */
const HARNESS = `
!include LogicLib.nsh
!define APP_EXECUTABLE_FILENAME "Gatepost.exe"
!macro _isUpdated _a _b _t _f
  !insertmacro _LOGICLIB_TEMP
  StrCpy $_LOGICLIB_TEMP 0
  !insertmacro _= $_LOGICLIB_TEMP 1 \`\${_t}\` \`\${_f}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${macros}"
Name "harness"
OutFile "harness.exe"
InstallDir "$PROGRAMFILES64\\Gatepost"
Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "Uninstall"
  !insertmacro customUnInstall
SectionEnd
`;

const isHere = isInstalled('makensis');
if (!isHere)
  process.stderr.write('makensis is not installed: the macros of the Windows installer are not compiled\n');

test.runIf(isHere)('the macros of the Windows installer compile without a warning', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-installer-'));
  try {
    await writeFile(path.join(folder, 'harness.nsi'), HARNESS);
    const { stdout } = await promisify(execFile)('makensis', ['-V4', '-WX', 'harness.nsi'], { cwd: folder });
    expect(stdout).toMatch(/advfirewall firewall add rule name=.*localport=25,465,587/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
