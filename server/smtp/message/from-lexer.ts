/** The words of RFC 5322 §3.2 in an unfolded structured field, one character per byte. */
export type Token =
  | { readonly kind: 'atom'; readonly source: string }
  | { readonly kind: 'quoted-string'; readonly source: string; readonly content: string }
  | { readonly kind: 'domain-literal'; readonly source: string }
  | { readonly kind: 'comment'; readonly content: string }
  | { readonly kind: 'blank' }
  | { readonly kind: '.' | '@' | '<' | '>' | ',' | ';' | ':' }
  | { readonly kind: 'end' }
  | { readonly kind: 'malformed'; readonly because: string };

/** One word of a phrase or local part; the dot is one too (RFC 5322 §4.1 obs-phrase, §4.4 obs-local-part). */
export interface Word {
  readonly kind: 'atom' | 'quoted-string' | 'dot';
  /** As written, quotes included. */
  readonly source: string;
  readonly content: string;
  /** White space or a comment stands before it. */
  readonly afterBlank: boolean;
}

/** Every call of `next` takes at least one character, so that a field of n characters has at most n + 1 tokens. */
export class FromLexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token {
    const character = this.#text[this.#at];
    switch (character) {
      case undefined:
        return { kind: 'end' };
      case '.':
      case '@':
      case '<':
      case '>':
      case ',':
      case ';':
      case ':':
        this.#at++;
        return { kind: character };
      case ' ':
      case '\t':
        this.#match(BLANKS);
        return { kind: 'blank' };
      case '"':
        return this.#quotedString();
      case '(':
        return this.#comment();
      case '[':
        return this.#domainLiteral();
      default:
        return this.#atom();
    }
  }

  #atom(): Token {
    const source = this.#match(ATOM);
    if (source !== null) return { kind: 'atom', source };
    return this.#malformed(`a stray ${JSON.stringify(this.#text[this.#at])}`);
  }

  #quotedString(): Token {
    const source = this.#takeUntil('"');
    if (source === null) return this.#malformed('a quoted string that is not closed');
    return { kind: 'quoted-string', source, content: withoutQuotedPairs(source.slice(1, -1)) };
  }

  #domainLiteral(): Token {
    const source = this.#match(DOMAIN_LITERAL);
    return source === null ? this.#malformed('a broken address literal') : { kind: 'domain-literal', source };
  }

  #comment(): Token {
    let depth = 0;
    for (let at = this.#at; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '\\') at++;
      else if (character === '(') depth++;
      else if (character === ')' && --depth === 0) {
        const content = withoutQuotedPairs(this.#text.slice(this.#at + 1, at));
        this.#at = at + 1;
        return { kind: 'comment', content };
      }
    }
    return this.#malformed('a comment that is not closed');
  }

  /** From the opening character to the closing one, quoted pairs skipped (RFC 5322 §3.2.1). */
  #takeUntil(closing: string): string | null {
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '\\') at++;
      else if (character === closing) {
        const source = this.#text.slice(this.#at, at + 1);
        this.#at = at + 1;
        return source;
      }
    }
    return null;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Nothing after a fault is read. */
  #malformed(what: string): Token {
    this.#at = this.#text.length;
    return { kind: 'malformed', because: `The From: field has ${what}.` };
  }
}

const BLANKS = /[ \t]+/y;
/** RFC 5322 §3.2.3 atext, and every byte beyond ASCII: RFC 6532, or an older charset. */
const ATOM = /[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~\x80-\xff]+/y;
/** RFC 5322 §3.4.1 dtext; blanks and quoted pairs inside a literal are the obsolete form and are not read. */
const DOMAIN_LITERAL = /\[[!-Z^-~]*\]/y;

function withoutQuotedPairs(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}
