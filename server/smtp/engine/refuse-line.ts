import type { Reply } from '../../contract/reply.ts';
import type { CommandLine } from './command-line.ts';
import { AUTH_LINE_BYTES, COMMAND_LINE_BYTES } from './engine-limits.ts';
import {
  AUTH_LINE_TOO_LONG_500,
  BAD_CHARACTERS_500,
  BARE_LINE_END_500,
  LINE_TOO_LONG_500,
} from './replies.ts';

export interface LineRefusal {
  readonly reply: Reply;
  readonly because: string;
}

/**
 * Why a line is no command line, whatever its verb; null where it is one. `mayBeAuth` is false where AUTH is
 * hidden: then it must not be longer than an unknown verb may be, or the difference would show.
 */
export function refuseLine(line: CommandLine, lineBytes: number, mayBeAuth: boolean): LineRefusal | null {
  if (mayBeAuth && line.verb === 'AUTH') {
    if (lineBytes > AUTH_LINE_BYTES) return { reply: AUTH_LINE_TOO_LONG_500, because: 'AUTH line too long' };
  } else if (lineBytes > COMMAND_LINE_BYTES) {
    return { reply: LINE_TOO_LONG_500, because: 'command line too long' };
  }
  switch (line.defect) {
    case 'bare-line-end':
      return { reply: BARE_LINE_END_500, because: 'CR or LF inside a command line' };
    case 'bad-characters':
      return { reply: BAD_CHARACTERS_500, because: 'characters that no command line has' };
    case null:
      return null;
  }
}
