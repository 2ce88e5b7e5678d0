/** Ids name files: nothing but letters and digits, and enough of them for the two that choose the folder. */
const MESSAGE_ID = /^[a-z0-9]{8,64}$/;

export function checkMessageId(id: string): void {
  if (!MESSAGE_ID.test(id)) throw new RangeError(`"${id}" is not a message id`);
}
