import { reply } from '../../contract/reply.ts';

/** Every fixed reply of the engine, by what it says. Enhanced codes are those of RFC 3463 and RFC 5248. */

export const QUIT_221 = reply(221, '2.0.0', 'Bye');
export const READY_FOR_TLS_220 = reply(220, '2.0.0', 'Ready to start TLS');
export const HELP_214 = reply(214, '2.0.0', 'See RFC 5321');
export const DONE_250 = reply(250, '2.0.0', 'OK');
export const SENDER_250 = reply(250, '2.1.0', 'Sender OK');
export const RECIPIENT_250 = reply(250, '2.1.5', 'Recipient OK');
/** RFC 2034 §4: an intermediate reply has no enhanced code. */
export const GO_AHEAD_354 = reply(354, '', 'End data with <CR><LF>.<CR><LF>');
/** RFC 5321 §7.3: VRFY discloses nothing. */
export const VRFY_252 = reply(252, '2.5.2', 'Send some mail, it may be delivered');

export const SHUTTING_DOWN_421 = reply(421, '4.3.2', 'Service shutting down, try again later');
export const INTERNAL_421 = reply(421, '4.3.0', 'Internal error, try again later');
export const IDLE_421 = reply(421, '4.4.2', 'Timeout, closing the connection');
export const SESSION_TOO_LONG_421 = reply(421, '4.4.2', 'Session lasted too long, closing the connection');
export const TOO_SLOW_421 = reply(421, '4.4.2', 'Message data too slow, closing the connection');
export const FLOOD_421 = reply(421, '4.3.4', 'Message far beyond the size limit, closing the connection');
export const LINE_FLOOD_421 = reply(421, '4.7.0', 'Endless command line, closing the connection');
export const TOO_MANY_ERRORS_421 = reply(421, '4.7.0', 'Too many errors, closing the connection');
export const TOO_MANY_SIGN_INS_421 = reply(421, '4.7.0', 'Too many failed sign-ins, closing the connection');
export const HTTP_421 = reply(421, '4.7.0', 'This is not a web server');
/** RFC 5321 §3.1: the client waits for the greeting. 4xx, so that a clumsy but real server tries again. */
export const EARLY_TALKER_421 = reply(421, '4.7.0', 'You spoke before the greeting, closing the connection');
export const DISCONNECTED_421 = reply(421, '4.7.0', 'Disconnected by the administrator');
export const UNCLEAR_END_421 = reply(421, '4.7.0', 'Unclear end of message, closing the connection');
export const INTERNAL_451 = reply(451, '4.3.0', 'Internal error, try again later');
export const TOO_MANY_RECIPIENTS_452 = reply(452, '4.5.3', 'Too many recipients');
/** RFC 4954 §6. */
export const SIGN_IN_UNAVAILABLE_454 = reply(454, '4.7.0', 'Temporary authentication failure');

export const LINE_TOO_LONG_500 = reply(500, '5.5.2', 'Line too long');
export const BARE_LINE_END_500 = reply(
  500,
  '5.5.2',
  'Lines must end with <CR><LF> and hold no other CR or LF',
);
export const BAD_CHARACTERS_500 = reply(500, '5.5.2', 'Control characters or invalid UTF-8 in command');
/** RFC 4954 §6. */
export const AUTH_LINE_TOO_LONG_500 = reply(500, '5.5.6', 'Authentication exchange line is too long');
export const HELLO_SYNTAX_501 = reply(501, '5.5.4', 'Your host name is missing or malformed');
export const NO_ARGUMENT_501 = reply(501, '5.5.4', 'This command takes no argument');
export const ARGUMENT_501 = reply(501, '5.5.4', 'This command needs an argument');
export const MAIL_SYNTAX_501 = reply(501, '5.5.4', 'Syntax: MAIL FROM:<address>');
export const RCPT_SYNTAX_501 = reply(501, '5.5.4', 'Syntax: RCPT TO:<address>');
export const BAD_SENDER_501 = reply(501, '5.1.7', 'Bad sender address syntax');
export const BAD_RECIPIENT_501 = reply(501, '5.1.3', 'Bad recipient address syntax');
/** RFC 1985 §5.3. */
export const ETRN_SYNTAX_501 = reply(501, '5.5.4', 'Syntax: ETRN domain');
export const ETRN_QUEUE_NAME_501 = reply(501, '5.5.4', 'Queues have no names here: ETRN domain');
export const AUTH_SYNTAX_501 = reply(501, '5.5.4', 'Syntax: AUTH mechanism');
export const BAD_BASE64_501 = reply(501, '5.5.2', 'Cannot decode the authentication response');
export const AUTH_CANCELLED_501 = reply(501, '5.7.0', 'Authentication cancelled');
export const NOT_IMPLEMENTED_502 = reply(502, '5.5.1', 'Command not implemented');
export const HELLO_FIRST_503 = reply(503, '5.5.1', 'Send EHLO or HELO first');
export const TLS_ACTIVE_503 = reply(503, '5.5.1', 'TLS is already active');
export const SIGNED_IN_503 = reply(503, '5.5.1', 'Already authenticated');
export const AUTH_IN_TRANSACTION_503 = reply(503, '5.5.1', 'AUTH is not permitted during a mail transaction');
export const ETRN_IN_TRANSACTION_503 = reply(503, '5.5.1', 'ETRN is not permitted during a mail transaction');
export const NESTED_MAIL_503 = reply(503, '5.5.1', 'A mail transaction is open already');
export const MAIL_FIRST_503 = reply(503, '5.5.1', 'Send MAIL first');
export const RECIPIENT_FIRST_503 = reply(503, '5.5.1', 'No valid recipients');
export const UNKNOWN_MECHANISM_504 = reply(504, '5.5.4', 'Authentication mechanism not supported');
export const AUTHORIZATION_ID_535 = reply(535, '5.7.8', 'Acting for another identity is not supported');
/** RFC 4954 §6: a mechanism that needs encryption. */
export const TLS_FIRST_538 = reply(538, '5.7.11', 'Encryption required: send STARTTLS first');
export const MESSAGE_TOO_LARGE_552 = reply(552, '5.3.4', 'Message exceeds the size limit');
/** RFC 6531 §3.5. */
export const SMTPUTF8_NEEDED_553 = reply(553, '5.6.7', 'Non-ASCII address without SMTPUTF8');
