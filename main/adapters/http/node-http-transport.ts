// HttpTransport over node:http and node:https, for the command line, the demo and tests. Every exchange has its own connection, so that it is known
// whether anything was sent. Never follows redirects, never retries.
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import type { Clock } from '../../core/ports/clock';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../core/ports/http-transport';
import { Secret } from '../../core/base/secret';
import { checkAddress, cookieHeader } from './http-exchange-rules';
import { readNodeBody } from './node-http-body';

/** The time limit for name look-up, connection and TLS; after it another host may be tried. */
const CONNECT_TIMEOUT_MS = 5000;

/** Chromium's limit. With Node's default of 16 KiB one very large cookie would make the whole answer fail, with all its other cookies. */
const LARGEST_HEAD_BYTES = 256 * 1024;

/** The transport; `clock` times the exchanges. */
export function createNodeHttpTransport({ clock }: { readonly clock: Clock }): HttpTransport {
  return {
    async send(request) {
      const startedMs = clock.monotonicMs();
      const exchange = startExchange(request);
      let interruption: AxiomTokenError | undefined;
      const interrupt = (error: AxiomTokenError) => {
        interruption = error;
        exchange.outgoing.destroy(error);
      };
      const cancels = [
        startDeadline(clock, Math.min(CONNECT_TIMEOUT_MS, request.timeoutMs), () => {
          if (!exchange.isConnected()) interrupt(new AxiomTokenError('NETWORK', { unsent: true }));
        }),
        startDeadline(clock, request.timeoutMs, () => interrupt(new AxiomTokenError('TIMEOUT'))),
      ];
      try {
        const incoming = await exchange.head.catch((error: unknown) => {
          throw interruption ?? headFailure(error, exchange.isConnected());
        });
        const body = await readNodeBody(incoming, request.maxBodyBytes).catch((error: unknown) => {
          return interruption ?? bodyFailure(error);
        });
        return toResponse(incoming, body, clock, startedMs);
      } finally {
        for (const cancel of cancels) cancel();
        exchange.outgoing.destroy();
      }
    },
  };
}

interface Exchange {
  readonly outgoing: ClientRequest;
  readonly head: Promise<IncomingMessage>;
  /** Whether the request may have been sent: the connection was made, including TLS. */
  isConnected(): boolean;
}

function startExchange(request: HttpRequest): Exchange {
  const url = checkAddress(request.url);
  const cookies = cookieHeader(request.cookies);
  const body = Buffer.from(request.body?.expose() ?? '', 'utf8');
  const isEncrypted = url.protocol === 'https:';
  const outgoing = (isEncrypted ? requestHttps : requestHttp)(url, {
    method: request.method,
    agent: false,
    maxHeaderSize: LARGEST_HEAD_BYTES,
    headers: {
      'accept-encoding': 'gzip, deflate, br',
      ...request.headers,
      ...(cookies === undefined ? {} : { cookie: cookies }),
      ...(request.method === 'POST' ? { 'content-length': body.length } : {}),
    },
  });
  let hasConnection = false;
  outgoing.on('socket', (socket) => {
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
      hasConnection = true;
    });
  });
  const head = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('close', () => reject(new AxiomTokenError('NETWORK')));
    // This listener is kept until the body has been read: an error event without a listener would end the process.
    outgoing.on('error', reject);
  });
  outgoing.end(body);
  return { outgoing, head, isConnected: () => hasConnection };
}

function headFailure(error: unknown, isConnected: boolean): AxiomTokenError {
  if (error instanceof AxiomTokenError) return error;
  // Codes of Node's HTTP parser: the answer was not HTTP, or its headers were too large.
  const isNoHttp = codeOf(error).startsWith('HPE_');
  if (isNoHttp) return new AxiomTokenError('BAD_RESPONSE', { cause: error });
  return new AxiomTokenError('NETWORK', { cause: error, unsent: !isConnected });
}

function bodyFailure(error: unknown): AxiomTokenError {
  return error instanceof AxiomTokenError ? error : new AxiomTokenError('NETWORK', { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function toResponse(
  incoming: IncomingMessage,
  body: Secret | AxiomTokenError,
  clock: Clock,
  startedMs: number,
): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name !== 'set-cookie' && value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    status: incoming.statusCode ?? 0,
    headers,
    setCookies: (incoming.headers['set-cookie'] ?? []).map((line) => new Secret(line)),
    ...(body instanceof Secret ? { body } : { body: new Secret(''), bodyFailure: body }),
    receivedAtMs: clock.nowMs(),
    durationMs: clock.monotonicMs() - startedMs,
  };
}
