/** A message as a mailbox session sees it. */
export interface MaildropMessage {
  readonly uid: number;
  /** Exact number of octets that `read` answers. */
  readonly sizeBytes: number;
}

/** What lay in a mailbox at one moment, oldest first. */
export interface Maildrop {
  /** With the UID it names a message for ever (RFC 9051 §2.3.1.1); 0 where nothing was ever delivered. */
  readonly uidValidity: number;
  readonly messages: readonly MaildropMessage[];
}

/** The accounts' INBOXes, for those who fetch mail. Everything rejects with StoreError where the disk fails. */
export interface Maildrops {
  open(accountId: number): Promise<Maildrop>;
  /** The message as it is served: trace header and content, CRLF at each end. Null where it is gone. */
  read(accountId: number, uid: number): Promise<Uint8Array | null>;
  /**
   * Resolves once the messages are gone and a power cut does not bring them back; all or none. After a rejection
   * other than `disk-full` nobody knows which.
   */
  remove(accountId: number, uids: readonly number[]): Promise<void>;
}

/** Which account opened its mailbox when. */
export interface MailboxLogins {
  /** Milliseconds since 1970 of the last successful login, or null. */
  lastLoginAt(accountId: number): number | null;
}
