// Managing the connection: when it is made, when again, and how long an answer may take. The connection itself: session-bus.test.ts.
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BusLost } from '../../../../main/adapters/d-bus/sign-in';
import type { SessionBus } from '../../../../main/adapters/secret-service/session-bus';
import { BUS_LIMIT_MS, createSharedSessionBus } from '../../../../main/adapters/secret-service/shared-session-bus';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import {
  type FakeSessionBus,
  HANG_UP,
  SILENCE,
  openFakeSessionBus,
} from '../../../support/fakes/session-bus/fake-session-bus';
import { waitUntil } from '../../../support/wait-until';

const QUESTION = {
  destination: 'org.example.Service',
  path: '/org/example/service',
  interface: 'org.example.Interface',
  member: 'Tell',
  signature: 's',
  body: ['one'],
};
const tell = (bus: SessionBus) => bus.ask(QUESTION);

function share(env: NodeJS.ProcessEnv) {
  const clock = new FakeClock();
  const shared = createSharedSessionBus({ clock, env });
  onTestFinished(() => shared.dispose());
  return { clock, shared };
}
async function setUp() {
  const fake = await openFakeSessionBus();
  fake.answer = () => 'told';
  return { fake, ...share({ DBUS_SESSION_BUS_ADDRESS: fake.address }) };
}
/** Ends the last connection from the bus's side; resolves when the bus has seen its end. */
async function cut(fake: FakeSessionBus): Promise<void> {
  fake.connections.at(-1)?.destroy();
  await waitUntil('it is cut', () => fake.isDeserted);
}

describe('the connection', () => {
  it('is made with the first question and kept for the next ones', async () => {
    const { fake, shared, clock } = await setUp();
    expect(fake.connections).toHaveLength(0);
    for (let count = 0; count < 3; count++) expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect([fake.connections.length, clock.timerCount]).toEqual([1, 0]);
  });

  it('is one for questions that come at once', async () => {
    const { fake, shared } = await setUp();
    expect(await Promise.all([shared.ask(tell), shared.ask(tell)])).toEqual([{ answer: 'told' }, { answer: 'told' }]);
    expect(fake.connections).toHaveLength(1);
  });

  it('that was lost since is made again for the next question', async () => {
    const { fake, shared } = await setUp();
    let held: SessionBus | undefined;
    await shared.ask((bus) => tell((held = bus)));
    await cut(fake);
    await waitUntil('it is noticed', () => held?.isLost() === true);
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect([fake.connections.length, fake.questions.length]).toEqual([2, 2]);
  });

  it('that turns out to be lost is made again, and the question is asked once more', async () => {
    const { fake, shared } = await setUp();
    await shared.ask(tell);
    fake.answer = () => (fake.connections.length === 1 ? HANG_UP : 'told');
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect([fake.connections.length, fake.questions.length]).toEqual([2, 3]);
  });

  it('that is lost under several questions at once is made again once for all of them', async () => {
    const { fake, shared } = await setUp();
    await shared.ask(tell);
    fake.answer = () => (fake.connections.length === 1 ? SILENCE : 'told');
    const asking = [1, 2, 3].map(() => shared.ask(tell));
    await waitUntil('they are asked', () => fake.questions.length === 4);
    fake.connections[0]?.destroy();
    expect(await Promise.all(asking)).toEqual([{ answer: 'told' }, { answer: 'told' }, { answer: 'told' }]);
    expect(fake.connections).toHaveLength(2);
  });

  it('that is lost again at the second try is no bus', async () => {
    const { fake, shared } = await setUp();
    await shared.ask(tell);
    fake.answer = () => HANG_UP;
    expect(await shared.ask(tell)).toBe('no-bus');
    expect([fake.connections.length, fake.questions.length]).toEqual([2, 3]);
    fake.answer = () => 'told';
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
  });

  it('that was lost with its first question is not made again: it was not an old connection', async () => {
    const { fake, shared } = await setUp();
    fake.answer = () => HANG_UP;
    expect(await shared.ask(tell)).toBe('no-bus');
    expect([fake.connections.length, fake.questions.length]).toEqual([1, 1]);
  });

  it('ends when it is disposed', async () => {
    const { fake, shared } = await setUp();
    await shared.ask(tell);
    shared.dispose();
    await waitUntil('the bus sees it', () => fake.isDeserted);
    expect(fake.connections).toHaveLength(1);
  });
});

describe('the outcome', () => {
  it('is what the questions give or throw, and a thrown error costs no connection', async () => {
    const { fake, shared } = await setUp();
    const failure = new Error('of the service');
    expect(await shared.ask(() => Promise.reject(failure))).toEqual({ error: failure });
    expect(await shared.ask(async () => undefined)).toEqual({ answer: undefined });
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect(fake.connections).toHaveLength(1);
  });

  it('is that there is no bus when the questions say so', async () => {
    const { shared } = await setUp();
    expect(await shared.ask(() => Promise.reject(new BusLost('gone')))).toBe('no-bus');
  });

  it('is a bus that hangs after three seconds without an answer, and the next question has a new connection', async () => {
    const { fake, shared, clock } = await setUp();
    fake.answer = () => SILENCE;
    let outcome: unknown = 'waits';
    const asking = shared.ask(tell).then((ended) => (outcome = ended));
    await waitUntil('the question is there', () => fake.questions.length === 1);
    await clock.advance(BUS_LIMIT_MS - 1);
    expect(outcome).toBe('waits');
    await clock.advance(1);
    await asking;
    expect([outcome, clock.timerCount, BUS_LIMIT_MS]).toEqual(['hung', 0, 3_000]);
    await waitUntil('the connection has ended', () => fake.isDeserted);
    fake.answer = () => 'told';
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect(fake.connections).toHaveLength(2);
  });

  it('is the answer, if that came while the process was stopped, past the three seconds', async () => {
    const { shared, clock } = await setUp();
    let answer = (_text: string): void => undefined;
    const asking = shared.ask(() => new Promise<string>((resolve) => (answer = resolve)));
    clock.freeze(30_000);
    await clock.advance(0);
    answer('told');
    expect(await asking).toEqual({ answer: 'told' });
    expect(clock.timerCount).toBe(0);
  });

  it('is given once: a question that timed out on a kept connection is not repeated secretly', async () => {
    const { fake, shared, clock } = await setUp();
    await shared.ask(tell);
    fake.answer = () => SILENCE;
    const asking = shared.ask(tell);
    await waitUntil('the question is there', () => fake.questions.length === 2);
    await clock.advance(BUS_LIMIT_MS);
    expect(await asking).toBe('hung');
    fake.answer = () => 'told';
    expect(await shared.ask(tell)).toEqual({ answer: 'told' });
    expect([fake.connections.length, fake.questions.length]).toEqual([2, 3]);
  });

  it('is also "hung" for a bus that never answers the greeting', async () => {
    const { fake, shared, clock } = await setUp();
    fake.accept = (socket) => void fake.connections.push(socket);
    const asking = shared.ask(tell);
    await waitUntil('it is connected', () => fake.connections.length === 1);
    await clock.advance(BUS_LIMIT_MS);
    expect(await asking).toBe('hung');
  });
});

describe('the address', () => {
  it.each([
    ['of nothing', {}],
    ['that is empty', { DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '' }],
  ])('%s means that there is no bus, without a question or a timer', async (_what, env) => {
    const { shared, clock } = share(env);
    let asked = 0;
    expect(await shared.ask(async () => asked++)).toBe('no-bus');
    expect([asked, clock.requestedDelaysMs]).toEqual([0, []]);
  });

  it.each(['nonsense', 'unix:path=/nonexistent/bus'])('%j means that there is no bus, each time', async (address) => {
    const { shared, clock } = share({ DBUS_SESSION_BUS_ADDRESS: address });
    expect([await shared.ask(tell), await shared.ask(tell)]).toEqual(['no-bus', 'no-bus']);
    expect(clock.timerCount).toBe(0);
  });

  it('is the one in the session’s folder when none is named, and the named one otherwise', async () => {
    const { fake } = await setUp();
    const folder = dirname(fake.address.replace('unix:path=', ''));
    expect(await share({ XDG_RUNTIME_DIR: folder }).shared.ask(tell)).toEqual({ answer: 'told' });
    const named = { DBUS_SESSION_BUS_ADDRESS: fake.address, XDG_RUNTIME_DIR: '/nonexistent' };
    expect(await share(named).shared.ask(tell)).toEqual({ answer: 'told' });
  });
});
