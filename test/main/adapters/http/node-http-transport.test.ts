// What this transport adds to the contract (contracts/http-transport.contract.ts): its deadlines and its connections.
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNodeHttpTransport } from '../../../../main/adapters/http/node-http-transport';
import type { HttpRequest } from '../../../../main/core/ports/http-transport';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { openProbeServer, openRawServer, type ProbeServer } from '../../../support/http/http-probe-server';
import { waitUntil } from '../../../support/wait-until';

async function kept(opening: Promise<ProbeServer>): Promise<ProbeServer> {
  const server = await opening;
  onTestFinished(() => server.dispose());
  return server;
}

function setUp() {
  const clock = new FakeClock();
  const transport = createNodeHttpTransport({ clock });
  const send = (url: string, more: Partial<HttpRequest> = {}) =>
    transport.send({ method: 'POST', url, headers: {}, timeoutMs: 20_000, maxBodyBytes: 1_000, ...more });
  return { clock, send };
}

const silent = () => kept(openRawServer(() => undefined));
const encrypted = (server: ProbeServer) => server.origin.replace('http:', 'https:');

describe('a connection that is not established', () => {
  it('is given up after five seconds, with nothing sent', async () => {
    const { clock, send } = setUp();
    const server = await silent();
    const sending = send(encrypted(server)).catch((error: unknown) => error);
    await clock.advance(4_999);
    expect(clock.timerCount).toBe(2);
    await clock.advance(1);
    expect(await sending).toMatchObject({ code: 'NETWORK', unsent: true });
    expect(clock.timerCount).toBe(0);
  });

  it('is given up sooner when the whole exchange has less time', async () => {
    const { clock, send } = setUp();
    const server = await silent();
    const sending = outcomeOf(send(encrypted(server), { timeoutMs: 1_000 }));
    await clock.advance(1_000);
    expect(clock.requestedDelaysMs).toEqual([1_000, 1_000]);
    expect(['NETWORK', 'TIMEOUT']).toContain(await sending);
  });
});

describe('an exchange', () => {
  it('that is connected has its whole time limit, and then fails with an unknown outcome', async () => {
    const { clock, send } = setUp();
    const server = await silent();
    const sending = send(server.origin).catch((error: unknown) => error);
    await waitUntil('the request is there', () => server.received().includes('POST'));
    await clock.advance(19_999);
    expect(clock.timerCount).toBe(1);
    await clock.advance(1);
    expect(await sending).toMatchObject({ code: 'TIMEOUT', unsent: false });
    expect(clock.timerCount).toBe(0);
  });

  it('whose answer came while the process was stopped, past the end of its time, still gives that answer', async () => {
    const { clock, send } = setUp();
    const server = await kept(
      openProbeServer((response) => {
        clock.freeze(30_000);
        // Due timers run first, then the socket is read.
        void clock.advance(0).then(() => response.end('the rotated pair'));
      }),
    );
    expect((await send(server.origin)).body.expose()).toBe('the rotated pair');
    expect(clock.timerCount).toBe(0);
  });

  it('that has no answer some seconds after such a standstill ends as late', async () => {
    const { clock, send } = setUp();
    const server = await silent();
    const sending = send(server.origin).catch((error: unknown) => error);
    await waitUntil('the request is there', () => server.received().includes('POST'));
    clock.freeze(30_000);
    await clock.advance(4_999);
    // The timer for the connection is late as well, and finds it established.
    expect(clock.timerCount).toBe(2);
    await clock.advance(1);
    expect(clock.timerCount).toBe(0);
    expect(await sending).toMatchObject({ code: 'TIMEOUT', unsent: false });
  });

  it('reports its end by the wall clock and its duration by the monotonic clock', async () => {
    const { clock, send } = setUp();
    const server = await kept(
      openProbeServer((response) => {
        clock.jumpWall(3_600_000);
        void clock.advance(250).then(() => response.end());
      }),
    );
    const startedMs = clock.nowMs();
    const response = await send(server.origin);
    expect([response.receivedAtMs - startedMs, response.durationMs]).toEqual([3_600_250, 250]);
    expect(clock.timerCount).toBe(0);
  });

  it('that is refused before it begins leaves no timer', async () => {
    const { clock, send } = setUp();
    expect(await outcomeOf(send('http://axiom.trade/'))).toBe('INVALID_INPUT');
    expect(clock.timerCount).toBe(0);
  });

  it('has a connection of its own', async () => {
    const { send } = setUp();
    const ports = new Set<number | undefined>();
    const server = await kept(
      openProbeServer((response) => response.end(ports.add(response.socket?.remotePort) && 'x')),
    );
    for (let count = 0; count < 3; count++) await send(server.origin);
    expect(ports.size).toBe(3);
    expect(server.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close']);
  });

  it('prefers the given headers to those that it adds', async () => {
    const { send } = setUp();
    const server = await kept(openProbeServer((response) => response.end()));
    await send(server.origin);
    await send(server.origin, { headers: { 'accept-encoding': 'identity' } });
    expect(server.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip, deflate, br', 'identity']);
  });
});

describe('the head of an answer', () => {
  it.each([
    [200_000, 200],
    [270_000, 'BAD_RESPONSE'],
  ])('of %i bytes: %s', async (bytes, outcome) => {
    const { send } = setUp();
    const server = await kept(
      openProbeServer((response) => response.writeHead(200, { 'set-cookie': [`a=${'x'.repeat(bytes)}`, 'b=2'] }).end()),
    );
    expect(await outcomeOf(send(server.origin).then(({ status }) => status))).toBe(outcome);
  });

  it('has a header that came twice as one line', async () => {
    const { send } = setUp();
    const server = await kept(openProbeServer((response) => response.writeHead(200, { 'X-Odd': ['a', 'b'] }).end()));
    expect((await send(server.origin)).headers['x-odd']).toBe('a, b');
  });
});
