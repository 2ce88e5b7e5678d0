import { createServer, request, type Server } from 'node:http';
import type { Socket } from 'node:net';

export interface CuttableLine {
  /** The same address by way of this line. */
  readonly through: (url: string) => string;
  /** Breaks every connection and takes no new one. */
  readonly cut: () => Promise<void>;
  /** Works again, at the same port. */
  readonly mend: () => Promise<void>;
}

/** An HTTP line between the window and its server that a test can cut. */
export async function startCuttableLine(): Promise<CuttableLine> {
  let target = new URL('http://127.0.0.1');
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    const { origin: _origin, ...headers } = incoming.headers;
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: { ...headers, host: target.host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  const port = await listen(0);
  return {
    through: (url) => {
      target = new URL(url);
      const here = new URL(url);
      here.port = String(port);
      return here.href;
    },
    cut: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
    mend: async () => {
      await listen(port);
    },
  };
}
