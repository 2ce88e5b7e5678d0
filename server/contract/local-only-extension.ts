/**
 * The SMTP extension by which Gateposts recognise one another's questions (RFC 5321 §2.2.2: keywords with `X` are for
 * those who agreed on them). Offered in the reply to EHLO by a server that may ask others; as a parameter of MAIL it
 * says: answer for the recipients from what you know yourself, and ask no other server. It grants nothing.
 */
export const LOCAL_ONLY_EXTENSION = 'XLOCALONLY';
