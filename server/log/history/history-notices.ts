/** What the administrator sees of the stored log: what is wrong with it now, and what happened to it since the start. */
export class HistoryNotices {
  readonly #onChange: () => void;
  readonly #happened = new Set<string>();
  #writing: string | null = null;
  #isFull = false;
  #stopped: string | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  list(): readonly string[] {
    return [
      ...this.#happened,
      ...(this.#stopped !== null
        ? [
            `Sessions are no longer stored until Gatepost is started again: ${this.#stopped}. The live log shows what happens now.`,
          ]
        : this.#writing !== null
          ? [`Sessions cannot be stored now: ${this.#writing}. Mail is not affected; it is tried again.`]
          : []),
      ...(this.#isFull
        ? ['The sessions of today take all the room that the log may have: further ones are only counted.']
        : []),
    ];
  }

  /** Null where the last writing succeeded. */
  writing(trouble: string | null): void {
    if (this.#writing === trouble) return;
    this.#writing = trouble;
    this.#onChange();
  }

  full(isFull: boolean): void {
    if (this.#isFull === isFull) return;
    this.#isFull = isFull;
    this.#onChange();
  }

  stopped(cause: string): void {
    this.#stopped = cause;
    this.#onChange();
  }

  setAside(day: string, fileName: string): void {
    this.#happened.add(
      `The stored log of ${day} is damaged. It was set aside as ${fileName}, and a new one was begun.`,
    );
    this.#onChange();
  }
}
