import { formatAddress, type Address } from '../../contract/address.ts';
import type { DeliveryFailure } from '../../contract/delivery-queue.ts';

/** RFC 5322 §2.1.1. */
const LINE_LENGTH = 78;

/** A field of a status part, folded at blanks, without what would end the field or the part. */
export function statusField(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .split(' ')) {
    if (line.length + 1 + word.length > LINE_LENGTH && !line.endsWith(':')) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return `${[...lines, line].join('\r\n')}\r\n`;
}

/** As it was meant, not as ENVID or ORCPT carried it (RFC 3461 §4: xtext, which stands for printable ASCII). */
export function decodeXtext(xtext: string): string {
  return xtext.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return isAscii(character) ? character : '?';
  });
}

/** `rfc822; user@example.com`, or by RFC 6533 §3 where the address goes beyond ASCII. */
export function addressField(address: Address, international: boolean): string {
  const text = formatAddress(address);
  if (isAscii(text)) return `rfc822; ${text}`;
  return `utf-8; ${international ? text : escapeBeyondAscii(text)}`;
}

/** `ORCPT` as a field: its type and the address. */
export function originalRecipientField(orcpt: string, international: boolean): string {
  const semicolon = orcpt.indexOf(';');
  const type = orcpt.slice(0, semicolon).toLowerCase();
  const written = orcpt.slice(semicolon + 1);
  if (type !== 'utf-8') return `${type}; ${decodeXtext(written)}`;
  return `utf-8; ${international ? unescape(written) : escapeBeyondAscii(written)}`;
}

/** RFC 3464 §2.3.6. Replies are quoted as they came; what never reached a server is told in words of ours. */
export function diagnosticField({ code, enhanced, text }: DeliveryFailure, international: boolean): string {
  const words = international ? text : text.replace(/\P{ASCII}/gu, '?');
  if (code === null) return `x-gatepost; ${words}`;
  return `smtp; ${code} ${words.startsWith(`${enhanced} `) ? '' : `${enhanced} `}${words}`;
}

export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** RFC 6533 §3: utf-8-addr-xtext. */
function escapeBeyondAscii(text: string): string {
  return text.replace(
    /\P{ASCII}/gu,
    (character) => `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
}

function unescape(text: string): string {
  return text.replace(/\\x\{([0-9A-F]{2,6})\}/gi, (written, hex: string) => {
    const codePoint = parseInt(hex, 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : written;
  });
}
