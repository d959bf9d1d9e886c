// A real HTTP server on loopback with Axiom's protocol: the demo server's own code, plus a switch for every fault.
// Used by tests of every kind and by hand (run.mjs). Never part of the product.
import type { ServerResponse } from 'node:http';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import type { Clock } from '../../main/core/ports/clock';
import { DEMO_ACCOUNT, type DemoAccount } from '../../main/demo/demo-account';
import { createDemoAxiom } from '../../main/demo/demo-axiom';
import type { DemoAnswer, DemoRequest } from '../../main/demo/demo-exchange';
import { type DemoListener, openDemoListener, writeAnswer } from '../../main/demo/demo-listener';
import { changeAnswer, changeClaims } from './changed-answer';
import { CLEARANCE_COOKIE, faultAnswer } from './fault-answer';
import { createSeededRandom } from './seeded-random';
import { type AxiomSwitches, callOf, defaultSwitches, type Fault, type SimulatedCall } from './switches';

export interface AxiomSimulatorOptions {
  /** Source of randomness. */
  readonly seed?: number;
  readonly clock?: Clock;
  readonly accounts?: readonly DemoAccount[];
  readonly switches?: Partial<AxiomSwitches>;
  readonly port?: number;
  /** Receives each 6-digit code. */
  readonly onCode?: (email: string, code: string) => void;
}

/** A recorded request: without values that could be secret. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly call: SimulatedCall;
  readonly cookieNames: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly fault: Fault['kind'] | undefined;
}

export interface AxiomSimulator {
  readonly origin: string;
  /** Environment variables that point the app to the simulator. */
  readonly env: { readonly AXIOM_API_BASE: string; readonly AXIOM_SITE_BASE: string };
  /** The first account. */
  readonly account: DemoAccount;
  readonly switches: AxiomSwitches;
  readonly requests: readonly LoggedRequest[];
  /** Number of refresh requests, whatever their result. */
  readonly refreshesAsked: number;
  /** Refreshes that the server has granted. */
  readonly refreshCount: number;
  lastCode(email?: string): string | undefined;
  /** The server's current pair, which a correct client has. */
  currentTokens(email?: string): { readonly accessToken: string; readonly refreshToken: string } | undefined;
  /** Opens a session like a sign-in, without the cost of hashing a password. */
  openSession(): { readonly accessToken: string; readonly refreshToken: string };
  /** Whether an access token works at this moment. */
  accepts(accessToken: string): boolean;
  /** Ends an account's sessions on the server's side. */
  revoke(email?: string): void;
  /** Stops listening, like a server that is down. */
  stop(): Promise<void>;
  /** Listens again, at the same port. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

const SHOWN_HEADERS = ['origin', 'referer', 'accept', 'content-type', 'accept-encoding'];

/** Starts a simulator that behaves well until a switch is set. */
export async function startAxiomSimulator(options: AxiomSimulatorOptions = {}): Promise<AxiomSimulator> {
  const { seed = 1, clock: localClock = createSystemClock(), accounts = [DEMO_ACCOUNT], port } = options;
  const account = accounts[0];
  if (!account) throw new Error('The simulator needs an account.');
  const switches: AxiomSwitches = { ...defaultSwitches(), ...options.switches };
  const random = createSeededRandom(seed);
  const codes = new Map<string, string>();
  const requests: LoggedRequest[] = [];
  const hits = new Map<Fault, number>();
  const clock: Clock = {
    nowMs: () => localClock.nowMs() + switches.clockOffsetMs,
    monotonicMs: () => localClock.monotonicMs(),
    timersInMs: () => localClock.timersInMs(),
    setTimer: (delayMs, callback) => localClock.setTimer(delayMs, callback),
  };
  const axiom = createDemoAxiom({
    clock,
    accounts,
    policy: () => switches,
    shapeClaims: (claims) => changeClaims(claims, switches),
    onCode(email, code) {
      codes.set(email, code);
      options.onCode?.(email, code);
    },
  });
  const clearance = `passed-${Math.floor(random() * 1e9)}`;
  let refreshCount = 0;
  let listener: DemoListener | undefined;

  function drawFault(call: SimulatedCall, request: DemoRequest): Fault | undefined {
    const { fault } = switches;
    // The site itself stays reachable: a person in a browser passes the challenge, a program does not.
    if (!fault || (call === 'other' && !fault.calls?.includes('other'))) return undefined;
    if (fault.calls && !fault.calls.includes(call)) return undefined;
    if (fault.kind === 'challenge' && request.cookies[CLEARANCE_COOKIE] === clearance) return undefined;
    if ((hits.get(fault) ?? 0) >= (fault.times ?? Number.POSITIVE_INFINITY)) return undefined;
    if (random() >= (fault.chance ?? 1)) return undefined;
    hits.set(fault, (hits.get(fault) ?? 0) + 1);
    return fault;
  }

  async function handle(call: SimulatedCall, request: DemoRequest): Promise<DemoAnswer> {
    if (call === 'refresh' && switches.isRefusingRefresh) {
      return {
        status: 401,
        headers: { 'content-type': 'application/json' },
        setCookies: [],
        body: '{"error":"Unauthorized"}',
      };
    }
    const answer = await axiom.handle(request);
    if (call === 'refresh' && answer.status === 200) refreshCount++;
    if (request.path !== '/') return changeAnswer(call, answer, switches);
    const clearanceCookie = `${CLEARANCE_COOKIE}=${clearance}; Path=/; HttpOnly`;
    return { ...answer, setCookies: [...answer.setCookies, clearanceCookie, ...switches.siteCookies] };
  }

  async function respond(request: DemoRequest, response: ServerResponse): Promise<void> {
    const call = callOf(request.path);
    const fault = drawFault(call, request);
    requests.push(describe(request, call, fault));
    if (switches.latencyMs > 0) await wait(localClock, switches.latencyMs);
    if (fault?.kind === 'reset-before') return reset(response);
    if (fault?.kind === 'silence') return;
    const answer = (fault && faultAnswer(fault)) ?? (await handle(call, request));
    if (fault?.kind === 'lost-answer') return reset(response);
    if (fault?.kind === 'reset-mid-head') return breakOff(response, 'HTTP/1.1 200 OK\r\nSet-Coo');
    if (fault?.kind === 'reset-mid-answer') return breakOff(response, headOf(answer));
    if (fault?.kind === 'death-after-answer') {
      response.setHeader('connection', 'close');
      response.once('finish', () => void stop());
    }
    send(response, answer);
  }

  function send(response: ServerResponse, answer: DemoAnswer): void {
    const { dateHeader } = switches;
    if (dateHeader === undefined) return writeAnswer(response, answer, clock.nowMs());
    const headers = { ...answer.headers, ...(dateHeader === null ? {} : { date: dateHeader }) };
    response.sendDate = false;
    response.writeHead(answer.status, { ...headers, 'set-cookie': [...answer.setCookies] });
    response.end(answer.body);
  }

  async function stop(): Promise<void> {
    const running = listener;
    listener = undefined;
    await running?.dispose();
  }

  listener = await openDemoListener(respond, port);
  const { origin } = listener;
  return {
    origin,
    env: { AXIOM_API_BASE: origin, AXIOM_SITE_BASE: origin },
    account,
    switches,
    requests,
    get refreshesAsked() {
      return requests.filter(({ call }) => call === 'refresh').length;
    },
    get refreshCount() {
      return refreshCount;
    },
    lastCode: (email = account.email) => codes.get(email),
    currentTokens: (email = account.email) => axiom.sessions.currentTokens(email),
    openSession: () => axiom.sessions.open(account),
    accepts: (accessToken) => axiom.sessions.accountOf(accessToken) !== undefined,
    revoke: (email = account.email) => axiom.sessions.revoke(email),
    stop,
    async start() {
      listener ??= await openDemoListener(respond, Number(new URL(origin).port));
    },
    dispose: stop,
  };
}

function describe(request: DemoRequest, call: SimulatedCall, fault: Fault | undefined): LoggedRequest {
  const shown = Object.entries(request.headers).filter(([name]) => SHOWN_HEADERS.includes(name));
  const { method, path, cookies } = request;
  return {
    method,
    path,
    call,
    cookieNames: Object.keys(cookies),
    headers: Object.fromEntries(shown),
    fault: fault?.kind,
  };
}

function reset(response: ServerResponse): void {
  const { socket } = response;
  // resetAndDestroy exists from Node 18.3 on; tests run on later versions.
  if (socket && 'resetAndDestroy' in socket) socket.resetAndDestroy();
  else response.destroy();
}

/** Sends some bytes and then breaks the connection. */
function breakOff(response: ServerResponse, bytes: string): void {
  response.socket?.write(bytes, () => response.destroy());
}

function headOf(answer: DemoAnswer): string {
  const lines = [
    `HTTP/1.1 ${answer.status} OK`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    ...answer.setCookies.map((line) => `Set-Cookie: ${line}`),
    `Content-Length: ${answer.body.length + 10}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${answer.body.slice(0, 3)}`;
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimer(ms, resolve));
}
