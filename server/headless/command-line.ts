import { parseArgs } from 'node:util';

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string }
  | {
      readonly kind: 'serve';
      readonly dataFolder: string;
      readonly setupFile: string | null;
      readonly consolePort: number;
    };

export const USAGE = `Usage: npm run serve -- --data DIR [--setup FILE] [--console-port PORT]

Serves mail without a window, until SIGTERM or SIGINT.

  --data DIR           where mail, settings and certificate are kept; made if it is missing
  --setup FILE         a setup document (JSON) to apply on start
  --console-port PORT  the console's port on 127.0.0.1; 0, the default, means any free one
  --help               this text

When every enabled listener accepts connections, one line of JSON on standard output says where they listen and
where the console is, its token in the address. The log goes to standard error.
`;

/** The arguments of the headless host, without the program's name. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        setup: { type: 'string' },
        'console-port': { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.data === undefined || values.data === '')
      return { kind: 'wrong', reason: '--data DIR is missing' };
    const port = values['console-port'];
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return { kind: 'wrong', reason: `--console-port ${port} is not a port` };
    return {
      kind: 'serve',
      dataFolder: values.data,
      setupFile: values.setup ?? null,
      consolePort: Number(port),
    };
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
}
