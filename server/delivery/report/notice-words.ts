import type { LoudNoticeCode } from '../../contract/notice-codes.ts';

interface NoticeWords {
  readonly subject: string;
  /** Where the last that is told is an end. */
  readonly over: string;
  readonly advice: string;
}

/** What a mail to the postmaster says of each reason. Plain ASCII: it may be read on anything. */
export const NOTICE_WORDS: Readonly<Record<LoudNoticeCode, NoticeWords>> = {
  'attack-began': {
    subject: 'Your mail server is attacked',
    over: 'The attack on your mail server is over',
    advice:
      'Nothing: who attacks is kept out. If you see a sign-in in the live log that nobody of yours made, give that account a new password.',
  },
  'account-frozen': {
    subject: 'An account was frozen',
    over: 'An account can send again',
    advice:
      'Ask its owner. If somebody else has sent with it, give it a new password first. Then let it send again: page "Send as and limits".',
  },
  'certificate-ends': {
    subject: 'The certificate of your mail server ends',
    over: 'Your mail server has a new certificate',
    advice:
      'Put a new one in place: key and certificate chain in one file, tls/server.pem in the data folder. Without it mail programs refuse to connect.',
  },
  'disk-fills': {
    subject: 'The disk of your mail server fills',
    over: 'The disk of your mail server has room again',
    advice:
      'Make room on that disk, or keep less of the log: page "Server". When it is full, new mail is refused; none that was taken is lost.',
  },
  'listener-down': {
    subject: 'A port of your mail server does not work',
    over: 'The port of your mail server works again',
    advice: 'Stop the other program, or choose another port: page "Server". It is tried again every minute.',
  },
  'storage-trouble': {
    subject: 'Your mail server cannot store',
    over: 'Your mail server can store again',
    advice: 'Look at the disk of that machine. Other servers keep their mail meanwhile and try again.',
  },
  test: {
    subject: 'Test of the notices',
    over: 'Test of the notices',
    advice: 'Nothing. Notices arrive here.',
  },
};
