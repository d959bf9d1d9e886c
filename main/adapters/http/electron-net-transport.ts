// HttpTransport over Electron's net, used by the app: Chromium's network stack, proxy settings and certificates.
// Also sends cookies of the Electron session (clearance cookies of Cloudflare), but sign-in cookies come from the request only. Never follows redirects.
import { type ClientRequest, type IncomingMessage, net, type Session } from 'electron';
import { AxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import type { Clock } from '../../core/ports/clock';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../core/ports/http-transport';
import { Secret } from '../../core/base/secret';
import { isAxiomAuthCookie } from '../axiom/axiom-cookies';
import { readNetError } from './electron-net-errors';
import { bodyTooLarge, checkAddress, cookieHeader } from './http-exchange-rules';

/** The parts of the transport. */
export interface ElectronNetTransportParts {
  readonly clock: Clock;
  /** The session with the clearance cookies; its proxy and user agent are used. Answers never change its cookies. */
  readonly session: Session;
}

/** The head of an answer as Electron gives it. */
interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

/** The transport. Electron must be ready when it is used. */
export function createElectronNetTransport({ clock, session }: ElectronNetTransportParts): HttpTransport {
  async function cookiesFor(request: HttpRequest): Promise<string | undefined> {
    const shared = (await session.cookies.get({ url: request.url })).filter(({ name }) => !isAxiomAuthCookie(name));
    return cookieHeader(request.cookies, Object.fromEntries(shared.map(({ name, value }) => [name, value])));
  }

  return {
    async send(request) {
      checkAddress(request.url);
      const cookies = await cookiesFor(request);
      const startedMs = clock.monotonicMs();
      const outgoing = net.request({
        method: request.method,
        url: request.url,
        session,
        // The cookie header is set below: with session cookies, answers would write tokens into the session.
        useSessionCookies: false,
        redirect: 'manual',
      });
      // When a reused connection breaks, Chromium itself sends the request again, also a POST. Over HTTP/1.1 this header gives each request its own
      // connection; over HTTP/2 nothing prevents it, and the server may get a request twice.
      outgoing.setHeader('connection', 'close');
      for (const [name, value] of Object.entries(request.headers)) outgoing.setHeader(name, value);
      if (cookies !== undefined) outgoing.setHeader('cookie', cookies);
      const { head, body } = await exchange(outgoing, request, clock);
      return toResponse(head, body, clock, startedMs);
    },
  };
}

function exchange(
  outgoing: ClientRequest,
  request: HttpRequest,
  clock: Clock,
): Promise<{ head: Head; body: Secret | AxiomTokenError }> {
  return new Promise((resolve, reject) => {
    let head: Head | undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (body: Secret | AxiomTokenError) => {
      cancelDeadline();
      if (head) resolve({ head, body });
      else reject(body instanceof AxiomTokenError ? body : new AxiomTokenError('NETWORK'));
      outgoing.abort();
    };
    const cancelDeadline = startDeadline(clock, request.timeoutMs, () => finish(new AxiomTokenError('TIMEOUT')));
    outgoing.on('error', (error) => finish(readNetError(error)));
    outgoing.on('redirect', (status, _method, _url, headers) => {
      head = { status, headers };
      finish(new Secret(''));
    });
    outgoing.on('response', (incoming: IncomingMessage) => {
      head = { status: incoming.statusCode, headers: incoming.headers };
      incoming.on('data', (chunk) => {
        length += chunk.length;
        if (length > request.maxBodyBytes) finish(bodyTooLarge());
        else chunks.push(chunk);
      });
      incoming.on('end', () => finish(new Secret(Buffer.concat(chunks).toString('utf8'))));
      incoming.on('error', (error: unknown) => finish(readNetError(error)));
      incoming.on('aborted', () => finish(new AxiomTokenError('NETWORK')));
    });
    outgoing.end(request.body?.expose());
  });
}

function toResponse(head: Head, body: Secret | AxiomTokenError, clock: Clock, startedMs: number): HttpResponse {
  const headers: Record<string, string> = {};
  const setCookies: Secret[] = [];
  for (const [name, value] of Object.entries(head.headers)) {
    const key = name.toLowerCase();
    if (key === 'set-cookie') setCookies.push(...[value].flat().map((line) => new Secret(line)));
    else headers[key] = [value].flat().join(', ');
  }
  return {
    status: head.status,
    headers,
    setCookies,
    ...(body instanceof Secret ? { body } : { body: new Secret(''), bodyFailure: body }),
    receivedAtMs: clock.nowMs(),
    durationMs: clock.monotonicMs() - startedMs,
  };
}
