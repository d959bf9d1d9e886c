// An HTTP server on loopback for the demo. Used by the demo server; a test server may wrap the handler or change its answer.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readCookies } from './demo-cookies';
import type { DemoAnswer, DemoRequest } from './demo-exchange';

const LONGEST_BODY_BYTES = 64 * 1024;

/** Answers one request by writing to `response`. */
export type DemoResponder = (request: DemoRequest, response: ServerResponse) => Promise<void>;

/** A listener that accepts connections. */
export interface DemoListener {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Closes all connections, then resolves. */
  dispose(): Promise<void>;
}

/**
 * Listens on 127.0.0.1; `port` 0: a free port. Refuses requests with another `Host` header with status 421, so that a web page cannot reach this server through its own
 * host name (DNS rebinding).
 */
export async function openDemoListener(respond: DemoResponder, port = 0): Promise<DemoListener> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    if (!/^(127\.0\.0\.1|localhost):\d+$/.test(incoming.headers.host ?? '')) {
      response.writeHead(421).end();
      return;
    }
    receive(incoming)
      .then((request) => respond(request, response))
      .catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${actualPort}`,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Keep-alive connections would keep the server open for minutes.
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<DemoRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY_BYTES) throw new Error('The request is too large.');
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? 'GET',
    path: new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname,
    headers,
    cookies: readCookies(incoming.headers.cookie),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Writes an answer. `dateMs` becomes the `Date` header. */
export function writeAnswer(response: ServerResponse, answer: DemoAnswer, dateMs: number): void {
  response.sendDate = false;
  response.writeHead(answer.status, {
    date: new Date(dateMs).toUTCString(),
    'cache-control': 'no-store',
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
    ...(answer.setCookies.length === 0 ? {} : { 'set-cookie': [...answer.setCookies] }),
  });
  response.end(answer.body);
}
