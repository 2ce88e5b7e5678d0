import { createSocket } from 'node:dgram';
import net from 'node:net';
import type { DecodedPacket } from 'dns-packet';
import { decodeAnswerTo, encodeQuestion, type Question } from './question.ts';
import type { ServerAddress } from './server-address.ts';

/**
 * Asks one server once: by UDP from a fresh socket, whose port the system picks at random (RFC 5452 §9.2), and again by
 * TCP where the answer did not fit (RFC 7766 §5). What does not answer the question is not looked at. Rejects where the
 * server cannot be reached or `signal` ends the try.
 */
export async function askServer(
  server: ServerAddress,
  question: Question,
  signal: AbortSignal,
): Promise<DecodedPacket> {
  const answer = await askByUdp(server, question, signal);
  return answer.flag_tc ? askByTcp(server, question, signal) : answer;
}

function askByUdp(server: ServerAddress, question: Question, signal: AbortSignal): Promise<DecodedPacket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(net.isIPv6(server.ip) ? 'udp6' : 'udp4');
    const settle = settler(signal, reject, () => socket.close());
    socket.on('error', settle.fail);
    socket.on('message', (bytes) => {
      const answer = decodeAnswerTo(question, bytes);
      if (answer !== null)
        settle.succeed(() => {
          resolve(answer);
        });
    });
    // A connected socket hears nobody but the server, and hears of it where no one listens there.
    socket.connect(server.port, server.ip, () => {
      socket.send(encodeQuestion(question));
    });
  });
}

function askByTcp(server: ServerAddress, question: Question, signal: AbortSignal): Promise<DecodedPacket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: server.ip, port: server.port });
    const settle = settler(signal, reject, () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('error', settle.fail);
    socket.on('close', () => {
      settle.fail(new Error('the connection ended without an answer'));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const answer = decodeAnswerTo(question, received.subarray(2, 2 + received.readUInt16BE(0)));
      if (answer === null) settle.fail(new Error('the answer is to another question'));
      else
        settle.succeed(() => {
          resolve(answer);
        });
    });
    const query = encodeQuestion(question);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(query.length);
    socket.write(Buffer.concat([length, query]));
  });
}

/** Settles once, and closes the socket with it. */
function settler(signal: AbortSignal, reject: (cause: Error) => void, close: () => void) {
  let isSettled = false;
  const settle = (how: () => void): void => {
    if (isSettled) return;
    isSettled = true;
    signal.removeEventListener('abort', expire);
    close();
    how();
  };
  const fail = (cause: Error): void => {
    settle(() => {
      reject(cause);
    });
  };
  const expire = (): void => {
    fail(new Error('no answer in time'));
  };
  signal.addEventListener('abort', expire);
  if (signal.aborted) queueMicrotask(expire);
  return { succeed: settle, fail };
}
