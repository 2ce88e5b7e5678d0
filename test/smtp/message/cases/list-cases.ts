import { accepted, from, refused, type FromCase } from '../from-case.ts';

const BOTH = ['u1@local.test', 'ceo@local.test'];
const EMPTY = 'The From: field is empty.';
const EMPTY_PLACE = 'The list in the From: field has an empty place.';
const EMPTY_GROUP = 'A group in the From: field is empty.';
const OPEN_GROUP = 'A group in the From: field is not closed.';
const LEFT_OVER = 'The From: field has something left over after an address.';

/** Several mailboxes and groups: each is judged; a list that readers may end at different places is refused. */
export const LIST_CASES: readonly FromCase[] = [
  accepted('two mailboxes', from('u1@local.test, ceo@local.test'), BOTH),
  accepted('two mailboxes without a blank', from('u1@local.test,ceo@local.test'), BOTH),
  accepted('two mailboxes with names', from('Joe <u1@local.test>, "The Boss" <ceo@local.test>'), BOTH),
  accepted('the same mailbox twice', from('u1@local.test, u1@local.test'), [
    'u1@local.test',
    'u1@local.test',
  ]),
  accepted('a list folded', from('u1@local.test,\r\n ceo@local.test'), BOTH),
  accepted('a comma in a quoted name is no comma', from('"a, b" <u1@local.test>, ceo@local.test'), BOTH),
  accepted('a comma in a comment is no comma', from('u1@local.test (a, b), ceo@local.test'), BOTH),
  accepted('comments around the comma', from('u1@local.test (a),(b) ceo@local.test'), BOTH),
  accepted(
    'thousands of mailboxes',
    from(Array(3000).fill('u1@local.test').join(',')),
    Array<string>(3000).fill('u1@local.test'),
  ),
  accepted('a group of one', from('Us: u1@local.test;'), ['u1@local.test']),
  accepted('a group of two', from('Us: u1@local.test, Boss <ceo@local.test>;'), BOTH),
  accepted('a quoted name of a group', from('"U: s": u1@local.test;'), ['u1@local.test']),
  accepted('a group among mailboxes', from('u1@local.test, Us: ceo@local.test;'), BOTH),
  accepted('a mailbox after a group', from('Us: u1@local.test;, ceo@local.test'), BOTH),
  accepted('two groups', from('Us: u1@local.test;, Them: ceo@local.test;'), BOTH),
  accepted('comments all over a group', from('(a) Us (b): (c) u1@local.test (d); (e)'), ['u1@local.test']),

  refused('nothing', from(''), EMPTY),
  refused('blanks', from(' \t '), EMPTY),
  refused('a folded nothing', from('\r\n '), EMPTY),
  refused('a comma alone', from(','), EMPTY_PLACE),
  refused('a comma at the start', from(', u1@local.test'), EMPTY_PLACE),
  refused('a comma at the end', from('u1@local.test,'), EMPTY_PLACE),
  refused('two commas', from('u1@local.test,, ceo@local.test'), EMPTY_PLACE),
  refused('a comment between two commas', from('u1@local.test, (x), ceo@local.test'), EMPTY_PLACE),
  refused('an empty group', from('undisclosed:;'), EMPTY_GROUP),
  refused('an empty group with a blank', from('undisclosed-senders: ;'), EMPTY_GROUP),
  refused('an empty group with a comment', from('undisclosed: (u1@local.test);'), EMPTY_GROUP),
  refused('an empty group before a mailbox', from('undisclosed:;, u1@local.test'), EMPTY_GROUP),
  refused('an empty group after a mailbox', from('u1@local.test, undisclosed:;'), EMPTY_GROUP),
  refused('a comma at the end of a group', from('Us: u1@local.test,;'), LEFT_OVER),
  refused('a comma at the start of a group', from('Us: , u1@local.test;'), EMPTY_PLACE),
  refused('a group without its end', from('Us: u1@local.test'), OPEN_GROUP),
  refused('a group without its end before a list', from('Us: u1@local.test, ceo@local.test'), OPEN_GROUP),
  refused('a group without a name', from(': u1@local.test;'), 'A group in the From: field has no name.'),
  refused(
    'a group within a group',
    from('Us: Them: u1@local.test;;'),
    'An address in the From: field has no domain.',
  ),
  refused('two ends of a group', from('Us: u1@local.test;;'), LEFT_OVER),
  refused('no comma after a group', from('Us: u1@local.test; ceo@local.test'), LEFT_OVER),
  refused('an end without a group', from('u1@local.test;'), LEFT_OVER),
  refused('semicolons between mailboxes', from('u1@local.test; ceo@local.test'), LEFT_OVER),
  refused('an address as the name of a group', from('ceo@local.test: u1@local.test;'), LEFT_OVER),
  refused(
    'a group in brackets',
    from('<Us: u1@local.test;>'),
    'An address in the From: field has no domain.',
  ),
  refused('a mailto URL', from('mailto:u1@local.test'), OPEN_GROUP),
];
