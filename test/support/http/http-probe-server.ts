// Servers on loopback that send exactly the bytes that a test says and record what they receive.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { makeSelfSigned } from './http-self-signed';

export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ProbeServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` or `https://...` */
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** Every byte that came in, for servers over plain TCP. */
  received(): string;
  dispose(): Promise<void>;
}

/** Answers each request with `respond`. */
export async function openProbeServer(
  respond: (response: ServerResponse, request: SeenRequest) => void,
): Promise<ProbeServer> {
  const requests: SeenRequest[] = [];
  return listen('http', createServer(recorder(requests, respond)), requests);
}

/** The same over HTTPS with an untrusted certificate. */
export async function openUntrustedServer(): Promise<ProbeServer> {
  const requests: SeenRequest[] = [];
  const respond = (response: ServerResponse) => response.end('should not get here');
  return listen('https', createTlsServer(makeSelfSigned(), recorder(requests, respond)), requests);
}

/** Does not speak HTTP: `onData` gets the first chunk of each connection. */
export async function openRawServer(onData: (socket: Socket) => void): Promise<ProbeServer> {
  let text = '';
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => onData(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
  });
  return { ...(await listen('http', server, [])), received: () => text };
}

/** A port at which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const server = await openRawServer(() => {});
  await server.dispose();
  return server.port;
}

function recorder(
  requests: SeenRequest[],
  respond: (response: ServerResponse, request: SeenRequest) => void,
): RequestListener {
  return (incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => {
      body += chunk;
    });
    incoming.on('end', () => {
      const request = { method: incoming.method, url: incoming.url, headers: incoming.headers, body };
      requests.push(request);
      respond(response, request);
    });
  };
}

async function listen(scheme: string, server: Server, requests: readonly SeenRequest[]): Promise<ProbeServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${scheme}://127.0.0.1:${port}`,
    requests,
    received: () => '',
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
