import { OPTIONS } from '../../contract/options.ts';
import { describeRule } from '../../contract/rules.ts';

/**
 * What the records of sessions have in common, the most frequent last, where the compressor reaches it best. Each day's
 * file keeps the dictionary that it was begun with: this one may change from version to version.
 */
export function sessionDictionary(): Uint8Array {
  const findings = Object.entries(OPTIONS).map(([rule, option]) =>
    JSON.stringify({
      rule,
      mode: 'enforce',
      option: 'exceptions' in option ? `${rule}.${Object.keys(option.exceptions).at(-1) ?? ''}` : rule,
      because: '',
      result: 'satisfied',
    }),
  );
  const always = (['msaGate', 'relayControl', 'recipientExists', 'gatewaySenderMustAuth'] as const).map(
    (rule) =>
      JSON.stringify({
        rule,
        mode: 'enforce',
        option: null,
        because: describeRule(rule).reason,
        result: 'off',
      }),
  );
  return Buffer.from([DIALOGUE, FACTS, `[${[...findings, ...always].join(',')}],`, VERDICT].join(''));
}

const FACTS =
  '"facts":{"mail":{"listenerKind":"msa","client":{"ip":"192.0.2.","localRange":null,"trustedRange":null},"account":{"id":1,"address":{"localPart":"","domain":""}},"authAvailable":true,"submissionPorts":[587,465],"returnPath":{"localPart":"","domain":""},"sender":{"kind":"local","accountExists":true,"subaddressSeparator":""},"claim":{"address":{"localPart":"","domain":""},"ownership":{"kind":"owned"},"whiteListEntry":null,"gateway":null},"domainSharing":{"kind":"not-asked"},"mailboxLogin":{"kind":"none"}},"recipient":{"localPart":"","domain":""},"destination":"local"}},{"stage":"rcpt",';
const DIALOGUE =
  '"from":"server","text":"220 2.0.0 Ready to start TLS"},"text":"250 SMTPUTF8"},"text":"250-8BITMIME"},"text":"250-ENHANCEDSTATUSCODES"},"text":"250-PIPELINING"},"text":"250-AUTH PLAIN LOGIN"},"text":"250-STARTTLS"},"text":"250-SIZE 36700160"},"text":"235 2.7.0 Authentication successful"},{"at":1764,"from":"client","text":"AUTH PLAIN ***"},"text":"530 5.7.0 Authentication required"},"text":"354 End data with <CR><LF>.<CR><LF>"},{"at":1764,"from":"client","text":"DATA"},{"at":1764,"from":"client","text":"QUIT"},{"at":1764,"from":"client","text":"RCPT TO:<"},{"at":1764,"from":"client","text":"MAIL FROM:<"},{"at":1764,"from":"client","text":"EHLO "},"from":"server","text":"250 2.1.5 Ok"},"from":"server","text":"250 2.1.0 Ok"},"from":"server","text":"221 2.0.0 Bye"}],"transcriptOmitted":0,"verdicts":[{"stage":"connect",';
const VERDICT =
  '"refusal":{"rule":"localSenderMustAuth","mode":"enforce","option":"localSenderMustAuth","result":"violated","reply":{"code":530,"enhanced":"5.7.0","text":"Authentication required"},"because":""},"refusal":null,"effects":[],"notes":[],"policyRevision":1,"subject":"RCPT TO:<","at":1764},{"stage":"mail","findings":[{"rule":"","mode":"enforce","option":null,"because":"","result":"not-applicable"},{"rule":"';
