import type { DkimKeyView } from '../contract/delivery-calls.ts';
import type { DnsFinding } from '../contract/first-run.ts';
import { right } from './finding.ts';
import type { CheckServices, RecordCheck } from './check-subject.ts';

/** Whether the domain's keys are published; one that does not sign yet is looked at so that it may. */
export const checkDkim: RecordCheck = async ({ domain, dkimKeys }, services) => {
  if (dkimKeys.length > 0) return Promise.all(dkimKeys.map((key) => checkKey(key, services)));
  const detail = `No key signs mail of ${domain}. Make one, and the record for it is shown here.`;
  return [
    { record: 'DKIM', name: `_domainkey.${domain}`, state: 'missing', found: [], detail, wanted: null },
  ];
};

async function checkKey(key: DkimKeyView, { checkDkimKey, dns }: CheckServices): Promise<DnsFinding> {
  const { recordName: name, recordValue: value, active, domain } = key;
  const { state, detail, found } = await checkDkimKey(key, dns);
  if (state === 'published') {
    const use = active ? `It signs mail of ${domain}.` : `It does not sign yet: switch it on under Domains.`;
    return right({ record: 'DKIM', name }, found, `The key is published. ${use}`);
  }
  const states = { missing: 'missing', different: 'wrong', error: 'unknown' } as const;
  return { record: 'DKIM', name, state: states[state], found, detail, wanted: { type: 'TXT', name, value } };
}
