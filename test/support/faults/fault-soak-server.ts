// A server for simulated weeks: rotates refresh tokens, refuses invalid ones, and can be slow, broken, unreachable or behind a captive portal.
// A transport in memory on the fake clock, under the real gateway. The soak test measures by the server's clock.
import { AxiomTokenError } from '../../../main/core/base/errors';
import { Secret } from '../../../main/core/base/secret';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../../main/core/ports/http-transport';
import type { FakeClock } from '../fakes/clock/fake-clock';
import { makeJwt } from '../make-jwt';

/** The state of the connection. `lost`: the server handles the request and the answer is lost; with all other faults it handles nothing. */
export type NetworkState =
  | 'good'
  | 'unreachable'
  | 'reset'
  | 'lost'
  | 'portal'
  | 'error'
  | 'busy'
  | 'challenge'
  | 'silent';

export interface SoakServerOptions {
  readonly clock: FakeClock;
  readonly random: () => number;
  readonly lifetimeMs: number;
  /** Whether each refresh gives a new refresh token; the old one then works until the new one is used. */
  readonly isRotating: boolean;
}

const DAY = 86_400_000;
const REFRESH_LIFE_MS = 45 * DAY;

export class SoakServer implements HttpTransport {
  networkState: NetworkState = 'good';
  /** Of a complete answer. */
  latencyMs = 100;
  /** How many of the next refreshes are refused although the token is valid, as during a deployment of the server. */
  falseRefusals = 0;
  /** Local wall clock minus the server's. */
  skewMs = 0;
  /** All requests, whatever their result. */
  asked = 0;
  granted = 0;
  /** Refused because the token was really invalid. */
  refused = 0;
  readonly #options: SoakServerOptions;
  #current = '';
  #former: string | undefined;
  #ends = new Map<string, number>();

  constructor(options: SoakServerOptions) {
    this.#options = options;
  }

  nowMs(): number {
    return this.#options.clock.nowMs() - this.skewMs;
  }

  /** Expiry of the access token by the server's clock. */
  endOf(accessToken: Secret): number {
    return this.#ends.get(accessToken.expose()) ?? -Infinity;
  }

  /** A new token pair, as after a sign-in. */
  openSession(): { readonly access: Secret; readonly refresh: Secret } {
    const refresh = this.#mint(REFRESH_LIFE_MS);
    this.#current = refresh.expose();
    return { access: this.#issueAccess(), refresh };
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const { clock, random } = this.#options;
    this.asked++;
    const startedMs = clock.monotonicMs();
    const networkState = this.networkState;
    if (networkState === 'unreachable') throw new AxiomTokenError('NETWORK', { unsent: true });
    const answer =
      networkState === 'good' || networkState === 'lost' ? this.#work(request) : pageOf(networkState, random);
    const latencyMs = networkState === 'silent' ? Infinity : Math.round(this.latencyMs * (0.5 + random()));
    await this.#wait(Math.min(latencyMs, request.timeoutMs));
    if (latencyMs >= request.timeoutMs) throw new AxiomTokenError('TIMEOUT');
    if (networkState === 'reset' || networkState === 'lost' || this.networkState === 'unreachable')
      throw new AxiomTokenError('NETWORK');
    return {
      ...answer,
      headers: { date: new Date(this.nowMs()).toUTCString(), ...answer.headers },
      receivedAtMs: clock.nowMs(),
      durationMs: clock.monotonicMs() - startedMs,
    };
  }

  #work(request: HttpRequest): Answer {
    if (this.falseRefusals > 0) {
      this.falseRefusals--;
      return UNAUTHORIZED;
    }
    const sent = request.cookies?.['auth-refresh-token']?.expose() ?? '';
    if (sent !== this.#current && sent !== this.#former) {
      this.refused++;
      return UNAUTHORIZED;
    }
    this.granted++;
    const cookies = [`auth-access-token=${this.#issueAccess().expose()}; Path=/; HttpOnly`];
    if (this.#options.isRotating) {
      // The old token works until the new one is used, so that a lost answer does not end the sign-in.
      this.#former = sent;
      this.#current = this.#mint(REFRESH_LIFE_MS).expose();
      cookies.push(`auth-refresh-token=${this.#current}; Path=/; HttpOnly`);
    }
    return { ...PLAIN, setCookies: cookies.map((line) => new Secret(line)), body: new Secret('"ok"') };
  }

  #issueAccess(): Secret {
    const token = this.#mint(this.#options.lifetimeMs);
    this.#ends.set(token.expose(), Math.floor((this.nowMs() + this.#options.lifetimeMs) / 1000) * 1000);
    if (this.#ends.size > 2_000) this.#ends = new Map([...this.#ends].slice(-1_000));
    return token;
  }

  #mint(lifeMs: number): Secret {
    const nowMs = this.nowMs();
    return makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + lifeMs, accountId: 'account-1' });
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#options.clock.setTimer(ms, resolve));
  }
}

type Answer = Omit<HttpResponse, 'receivedAtMs' | 'durationMs'>;

const PLAIN: Answer = { status: 200, headers: {}, setCookies: [], body: new Secret('') };
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };
const UNAUTHORIZED: Answer = {
  ...PLAIN,
  status: 401,
  headers: JSON_TYPE,
  body: new Secret('{"error":"Unauthorized"}'),
};
const PAGE = new Secret('<!doctype html><title>Welcome</title>');

function pageOf(networkState: NetworkState, random: () => number): Answer {
  switch (networkState) {
    case 'portal':
      return { ...PLAIN, status: random() < 0.5 ? 200 : 302, headers: HTML_TYPE, body: PAGE };
    case 'error':
      return { ...PLAIN, status: [500, 502, 503, 504, 520, 522][Math.floor(random() * 6)] ?? 500, body: PAGE };
    case 'busy':
      return { ...PLAIN, status: 429, headers: { 'retry-after': String(1 + Math.floor(random() * 120)) } };
    case 'challenge':
      return { ...PLAIN, status: 403, headers: { ...HTML_TYPE, 'cf-mitigated': 'challenge' }, body: PAGE };
    default:
      return PLAIN;
  }
}
