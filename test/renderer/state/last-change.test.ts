import { expect, test } from 'vitest';
import { currentChange, noteChange, undoLastChange } from '../../../renderer/state/last-change.ts';

test('a change is taken back once, however often the button is pressed', async () => {
  const undone: string[] = [];
  const answer = Promise.withResolvers<undefined>();
  noteChange('White list: bulk@office.example added', () => {
    undone.push('undone');
    return answer.promise;
  });
  const presses = [undoLastChange(), undoLastChange()];
  answer.resolve(undefined);
  await Promise.all(presses);
  expect(undone).toEqual(['undone']);
  expect(currentChange()).toMatchObject({ kind: 'undone', text: 'White list: bulk@office.example added' });
});

test('what changes while a change is taken back stays what changed last', async () => {
  const answer = Promise.withResolvers<undefined>();
  noteChange('the first', () => answer.promise);
  const press = undoLastChange();
  noteChange('the second', null);
  answer.resolve(undefined);
  await press;
  expect(currentChange()).toMatchObject({ kind: 'made', text: 'the second' });
});

test('a change that cannot be taken back says why', async () => {
  noteChange('the first', () => Promise.reject(new Error('it has been changed again since')));
  await undoLastChange();
  expect(currentChange()).toMatchObject({
    kind: 'failed',
    text: 'the first',
    because: 'it has been changed again since',
  });
});
