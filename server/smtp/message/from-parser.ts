import type { Address } from '../../contract/address.ts';
import { joinDotAtom, resolveAddress } from './address-spec.ts';
import type { Surroundings } from './display-name.ts';
import { FromLexer, type Token, type Word } from './from-lexer.ts';

export interface ParsedMailbox extends Surroundings {
  readonly address: Address;
}

type ParsedList =
  | { readonly kind: 'mailboxes'; readonly mailboxes: readonly ParsedMailbox[] }
  | { readonly kind: 'unreadable'; readonly because: string };

/**
 * The mailbox-list of RFC 5322 §3.4 with the groups of RFC 6854, over an unfolded field. Of the obsolete forms
 * (§4.4) it takes those that all readers read alike: dots in a phrase, blanks and comments around the dots and
 * the sign of an address. It refuses routes, and empty places in a list: some readers end the list there.
 * One token of lookahead, no recursion, nothing read twice.
 */
export class FromParser {
  readonly #lexer: FromLexer;
  #token: Token;
  #because: string | null = null;
  #comments: string[] = [];
  readonly #mailboxes: {
    address: Address;
    group: readonly Word[];
    name: readonly Word[];
    comments: string[];
  }[] = [];

  constructor(unfolded: string) {
    this.#lexer = new FromLexer(unfolded);
    this.#token = this.#lexer.next();
  }

  parse(): ParsedList {
    if (this.#addressList()) return { kind: 'mailboxes', mailboxes: this.#mailboxes };
    return { kind: 'unreadable', because: this.#because ?? LEFT_OVER };
  }

  #addressList(): boolean {
    this.#skipBlanks();
    if (this.#isAt('end')) return this.#fail('The From: field is empty.');
    do {
      if (!this.#mailboxOrGroup()) return false;
    } while (this.#take(','));
    return this.#isAt('end') || this.#fail(LEFT_OVER);
  }

  #mailboxOrGroup(): boolean {
    const words = this.#words();
    if (!this.#take(':')) return this.#mailbox(words, []);
    if (!isPhrase(words)) return this.#fail('A group in the From: field has no name.');
    return this.#group(words);
  }

  // RFC 6854 §2.1: group = display-name ":" [group-list] ";" [CFWS]
  #group(name: readonly Word[]): boolean {
    let groupName = name;
    do {
      const words = this.#words();
      if (this.#isAt(';') && words.length === 0 && groupName.length > 0)
        return this.#fail('A group in the From: field is empty.');
      if (!this.#mailbox(words, groupName)) return false;
      groupName = [];
    } while (this.#take(','));
    if (!this.#take(';')) return this.#fail('A group in the From: field is not closed.');
    this.#skipBlanks();
    this.#giveComments();
    return true;
  }

  /** `words` stand before the mailbox's first sign and are its display name or its local part. */
  #mailbox(words: readonly Word[], group: readonly Word[]): boolean {
    const named = this.#isAt('<');
    const address = named ? this.#nameAddress(words) : this.#addressSpec(words);
    if (address === null) return false;
    this.#mailboxes.push({ address, group, name: named ? words : [], comments: [] });
    this.#giveComments();
    return true;
  }

  // RFC 5322 §3.4: name-addr = [display-name] [CFWS] "<" addr-spec ">" [CFWS]
  #nameAddress(name: readonly Word[]): Address | null {
    if (name.length > 0 && !isPhrase(name))
      return this.#refuse('A display name in the From: field starts with a dot.');
    this.#advance();
    const words = this.#words();
    // RFC 5322 §4.4 obs-route: readers differ on which of the addresses counts.
    if (this.#isAt('@') && words.length === 0)
      return this.#refuse('An address in the From: field has a route in front of it.');
    if (this.#isAt('>') && words.length === 0)
      return this.#refuse('The From: field has the null address <>.');
    const address = this.#addressSpec(words);
    if (address === null) return null;
    if (!this.#take('>')) return this.#refuse('An angle bracket in the From: field is not closed.');
    this.#skipBlanks();
    return address;
  }

  // RFC 5322 §3.4.1: addr-spec = local-part "@" domain
  #addressSpec(localPart: readonly Word[]): Address | null {
    if (!this.#take('@')) return this.#refuse(this.#whyNoAddress(localPart));
    const domain = this.#domain();
    if (this.#isAt('@')) return this.#refuse('An address in the From: field has two @.');
    const resolved = resolveAddress(localPart, domain);
    return resolved.kind === 'address' ? resolved.address : this.#refuse(resolved.because);
  }

  /** Null where there is none, or more than one. */
  #domain(): string | null {
    const before = this.#words();
    if (this.#token.kind !== 'domain-literal') return joinDotAtom(before);
    const { source } = this.#token;
    this.#advance();
    return before.length + this.#words().length === 0 ? source : null;
  }

  #whyNoAddress(words: readonly Word[]): string {
    if (words.length > 0) return 'An address in the From: field has no domain.';
    return this.#isAt(',') || this.#isAt('end') ? EMPTY_PLACE : LEFT_OVER;
  }

  /** Words up to the next sign, with the blanks and comments among and around them. */
  #words(): Word[] {
    const words: Word[] = [];
    let afterBlank = this.#skipBlanks();
    for (;;) {
      const token = this.#token;
      if (token.kind === 'atom') words.push({ ...token, content: token.source, afterBlank });
      else if (token.kind === 'quoted-string') words.push({ ...token, afterBlank });
      else if (token.kind === '.') words.push({ kind: 'dot', source: '.', content: '.', afterBlank });
      else return words;
      this.#advance();
      afterBlank = this.#skipBlanks();
    }
  }

  // RFC 5322 §3.2.2 CFWS
  #skipBlanks(): boolean {
    let skipped = false;
    while (this.#isAt('blank') || this.#isAt('comment')) {
      if (this.#token.kind === 'comment') this.#comments.push(this.#token.content);
      this.#advance();
      skipped = true;
    }
    return skipped;
  }

  /** Comments read so far belong to the last mailbox. */
  #giveComments(): void {
    for (const comment of this.#comments) this.#mailboxes.at(-1)?.comments.push(comment);
    this.#comments = [];
  }

  #isAt(kind: Token['kind']): boolean {
    return this.#token.kind === kind;
  }

  #take(kind: Token['kind']): boolean {
    if (!this.#isAt(kind)) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    this.#token = this.#lexer.next();
  }

  #fail(because: string): false {
    this.#because ??= this.#token.kind === 'malformed' ? this.#token.because : because;
    return false;
  }

  #refuse(because: string): null {
    this.#fail(because);
    return null;
  }
}

const EMPTY_PLACE = 'The list in the From: field has an empty place.';
const LEFT_OVER = 'The From: field has something left over after an address.';

/** RFC 5322 §3.2.5 and §4.1: a phrase starts with a word; later it may have dots. */
function isPhrase(words: readonly Word[]): boolean {
  return words.length > 0 && words[0]?.kind !== 'dot';
}
