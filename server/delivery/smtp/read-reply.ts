import type { FailureWords } from './failure.ts';

const MAX_TEXT = 500;

/** A server's refusal (RFC 5321 §4.2), one line or several; null where the text is none: 2xx, 3xx, or no reply at all. */
export function readRefusal(reply: string): FailureWords | null {
  const [, code = ''] = /^([45]\d\d)(?:[ -]|$)/.exec(reply) ?? [];
  if (code === '') return null;
  const text = replyText(reply);
  // RFC 2034 §4: the code's class is that of the reply; another one is a mistake, and the reply counts.
  const [, enhanced] = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/.exec(text) ?? [];
  const isSound = enhanced?.[0] === code[0];
  return {
    code: Number(code),
    enhanced: isSound ? (enhanced ?? '') : `${code.slice(0, 1)}.0.0`,
    text: text === '' ? `reply ${code} without a word` : text,
  };
}

/** The words of a reply as one line, without the codes that each of its lines repeats. */
export function replyText(reply: string): string {
  let enhanced = '';
  const lines = reply.split(/\r?\n/).map((line, index) => {
    const words = line.replace(/^\d{3}(?:[ -]|$)/, '');
    if (index === 0) enhanced = /^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)/.exec(words)?.[0] ?? '';
    else if (enhanced !== '' && words.startsWith(enhanced)) return words.slice(enhanced.length);
    return words;
  });
  return oneLine(lines.join(' '));
}

export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}
