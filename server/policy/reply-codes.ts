/** Reply codes (RFC 5321 §4.2.3) and enhanced status codes (RFC 3463, RFC 5248) that the rules give. */

/** RFC 5321 §3.8: the server closes the connection after it. */
export const CODE_421_CLOSING = 421;
export const CODE_451_LOCAL_ERROR = 451;
/** RFC 4954 §6. */
export const CODE_530_AUTHENTICATION_REQUIRED = 530;
export const CODE_550_REFUSED = 550;
/** RFC 6409 §4.1: something improper was submitted; here, a message without a valid From: field. */
export const CODE_554_TRANSACTION_FAILED = 554;

/** RFC 3463 §3.5: directory server failure, for now. */
export const STATUS_4_4_3_DIRECTORY_FAILURE = '4.4.3';
/** RFC 3463 §3.8: other security status; `4` for now, `5` for good. */
export const STATUS_4_7_0_SECURITY = '4.7.0';
export const STATUS_5_7_0_SECURITY = '5.7.0';
/** RFC 3463 §3.2: bad destination mailbox address. */
export const STATUS_5_1_1_NO_SUCH_MAILBOX = '5.1.1';
/** RFC 3463 §3.7: other or undefined media error. */
export const STATUS_5_6_0_CONTENT = '5.6.0';
/** RFC 3463 §3.8: delivery not authorized; RFC 6409 §6.1 for a return-path that the submitter may not use. */
export const STATUS_5_7_1_NOT_AUTHORIZED = '5.7.1';
/** RFC 7372 §3.3: neither SPF nor DKIM speaks for the message, though both were asked. */
export const STATUS_5_7_26_NOT_AUTHENTIC = '5.7.26';
