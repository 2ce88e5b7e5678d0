/** Why a host could not be asked or gave no usable answer: one sentence fragment for the administrator, no secret in it. */
export class HostFailure extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'HostFailure';
  }
}
