import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle, type SettledFiles, type Spool } from '../../server/store/settle.ts';
import { sweep } from '../../server/store/sweep.ts';

/** Thrown in place of an effect: the machine stopped there. */
class PowerCut extends Error {}

/**
 * A disk and a database that forget what was not made durable. `effectsLeft` counts down to the power cut; a write
 * cut short leaves half a file, and a name that was not synced may or may not be there afterwards.
 */
class Machine implements Spool {
  readonly rows = new Map<string, string>();
  readonly spooled = new Map<string, string>();
  readonly files = new Map<string, { content: string; contentIsDurable: boolean; nameIsDurable: boolean }>();
  effectsLeft = Number.POSITIVE_INFINITY;

  readonly disk: SettledFiles = {
    write: (id, content) => {
      const text = Buffer.from(content).toString();
      const file = { content: text.slice(0, text.length / 2), contentIsDurable: false, nameIsDurable: false };
      this.files.set(id, file);
      return this.effect(() => this.files.set(id, { ...file, content: text, contentIsDurable: true }));
    },
    syncName: (id) =>
      this.effect(() => {
        const file = this.files.get(id);
        if (file) this.files.set(id, { ...file, nameIsDurable: true });
      }),
    remove: (id) => this.effect(() => this.files.delete(id)),
  };

  readonly list = async function* (this: Machine): AsyncGenerator<readonly string[]> {
    yield await Promise.resolve([...this.files.keys()]);
  };

  oldest(): ReturnType<Spool['oldest']> {
    return [...this.spooled].slice(0, 3).map(([id, content]) => ({
      id,
      content: Buffer.from(content),
    }));
  }

  drop(ids: readonly string[]): void {
    this.spend();
    for (const id of ids) this.spooled.delete(id);
  }

  /** What the next start finds. */
  restart(unsyncedNamesSurvive: boolean): void {
    this.effectsLeft = Number.POSITIVE_INFINITY;
    for (const [id, file] of this.files) {
      if (!file.nameIsDurable && !unsyncedNamesSurvive) this.files.delete(id);
      else if (!file.contentIsDurable) this.files.set(id, { ...file, content: '' });
    }
  }

  served(id: string): string | undefined {
    return this.spooled.get(id) ?? this.files.get(id)?.content;
  }

  private async effect(change: () => unknown): Promise<void> {
    await Promise.resolve();
    this.spend();
    change();
  }

  private spend(): void {
    if (this.effectsLeft-- <= 0) throw new PowerCut();
  }
}

function expectAllServed(machine: Machine): void {
  for (const [id, content] of machine.rows) expect([id, machine.served(id)]).toEqual([id, content]);
}

async function settleAll(machine: Machine): Promise<void> {
  while ((await settle(machine, machine.disk)) > 0);
}

test('wherever the power fails, every committed message is served and nothing else is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ minLength: 2, maxLength: 8 }), { maxLength: 8 }),
      fc.array(fc.record({ effects: fc.nat(20), unsyncedNamesSurvive: fc.boolean() }), { maxLength: 4 }),
      fc.array(fc.integer({ min: 100, max: 120 }), { maxLength: 3 }),
      async (contents, cuts, orphans) => {
        const machine = new Machine();
        for (const [id, content] of contents.entries()) {
          machine.rows.set(String(id), content);
          machine.spooled.set(String(id), content);
        }
        for (const id of orphans) await machine.disk.write(String(id), Buffer.from('never acknowledged'));
        for (const { effects, unsyncedNamesSurvive } of cuts) {
          machine.effectsLeft = effects;
          await settleAll(machine).catch((error: unknown) => {
            expect(error).toBeInstanceOf(PowerCut);
          });
          machine.restart(unsyncedNamesSurvive);
          expectAllServed(machine);
          const files = { list: () => machine.list(), remove: machine.disk.remove };
          await sweep(files, (id) => machine.rows.has(id));
          expectAllServed(machine);
        }
        machine.effectsLeft = Number.POSITIVE_INFINITY;
        await sweep({ list: () => machine.list(), remove: machine.disk.remove }, (id) =>
          machine.rows.has(id),
        );
        await settleAll(machine);
        expectAllServed(machine);
        expect(machine.spooled).toEqual(new Map());
        expect([...machine.files.keys()].sort()).toEqual([...machine.rows.keys()].sort());
      },
    ),
  );
});
