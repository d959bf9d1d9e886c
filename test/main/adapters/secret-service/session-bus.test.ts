import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BusLost } from '../../../../main/adapters/d-bus/sign-in';
import {
  type BusQuestion,
  connectSessionBus,
  type SessionBus,
} from '../../../../main/adapters/secret-service/session-bus';
import { HANG_UP, SILENCE, openFakeSessionBus } from '../../../support/fakes/session-bus/fake-session-bus';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const QUESTION: BusQuestion = {
  destination: 'org.example.Service',
  path: '/org/example/service',
  interface: 'org.example.Interface',
  member: 'Tell',
  signature: 'ss',
  body: ['one', 'two'],
};
const NO_AUTO_START = 2;

function connect(address: string): SessionBus {
  const bus = connectSessionBus(address);
  onTestFinished(() => bus.close());
  return bus;
}
async function setUp() {
  const fake = await openFakeSessionBus();
  const bus = connect(fake.address);
  const asked = (count: number) => waitUntil('the question is there', () => fake.questions.length === count);
  return { fake, bus, asked, ask: (more: Partial<BusQuestion> = {}) => bus.ask({ ...QUESTION, ...more }) };
}
/** The result of a call, at the latest when the test ends. */
const failureOf = (asking: Promise<unknown>) => asking.catch((error: unknown) => error);

describe('a question', () => {
  it('is sent unchanged, starts no service, and gives the first value of the answer', async () => {
    const { fake, ask } = await setUp();
    fake.answer = () => 'told';
    expect(await ask()).toBe('told');
    expect(fake.questions).toMatchObject([QUESTION]);
    expect(fake.questions[0]!.flags & NO_AUTO_START).toBe(NO_AUTO_START);
  });

  it('gets its own answer among several, in whatever order they come, over one connection', async () => {
    const { fake, ask, asked } = await setUp();
    const answers = ['A', 'B', 'C'].map((member) => ask({ member }));
    await asked(3);
    for (const question of [...fake.questions].reverse()) fake.reply(question, `to ${question.member}`);
    expect(await Promise.all(answers)).toEqual(['to A', 'to B', 'to C']);
    expect(fake.connections).toHaveLength(1);
  });

  it('fails with the error of the service, by its type, and the connection stays', async () => {
    const { fake, bus, ask } = await setUp();
    fake.answer = ({ member }) => (member === 'Tell' ? { error: 'org.freedesktop.DBus.Error.ServiceUnknown' } : 'told');
    await expect(ask()).rejects.toMatchObject({ type: 'org.freedesktop.DBus.Error.ServiceUnknown' });
    expect([await ask({ member: 'Other' }), bus.isLost()]).toEqual(['told', false]);
  });

  it('may be asked again as the same object', async () => {
    const { fake, bus } = await setUp();
    fake.answer = () => 'told';
    expect([await bus.ask(QUESTION), await bus.ask(QUESTION)]).toEqual(['told', 'told']);
    expect(QUESTION.body).toEqual(['one', 'two']);
  });
});

describe('a connection that is lost', () => {
  it.each([
    ['the bus hangs up in good order', 'end'],
    ['it breaks', 'destroy'],
  ] as const)('because %s fails every question under way, and those that come later', async (_why, how) => {
    const { fake, bus, ask, asked } = await setUp();
    const failures = [failureOf(ask()), failureOf(ask())];
    await asked(2);
    fake.connections[0]?.[how]();
    for (const failure of failures) expect(await failure).toBeInstanceOf(BusLost);
    expect(bus.isLost()).toBe(true);
    expect(await failureOf(ask())).toBeInstanceOf(BusLost);
    expect(fake.questions).toHaveLength(2);
  });

  it('between two questions is known without asking', async () => {
    const { fake, bus, ask } = await setUp();
    fake.answer = () => 'told';
    await ask();
    expect(bus.isLost()).toBe(false);
    fake.connections[0]?.end();
    await waitUntil('it is known', () => bus.isLost());
    expect(await failureOf(ask())).toBeInstanceOf(BusLost);
  });

  it('by a bus that disconnects instead of answering fails that question and the ones before', async () => {
    const { fake, ask } = await setUp();
    fake.answer = ({ member }) => (member === 'Tell' ? SILENCE : HANG_UP);
    const failures = [failureOf(ask()), failureOf(ask({ member: 'Last' }))];
    for (const failure of failures) expect(await failure).toBeInstanceOf(BusLost);
  });

  it('fails when nobody listens at the address', async () => {
    const bus = connect(`unix:path=${join(await temporaryFolder(), 'none')}`);
    const failure = await failureOf(bus.ask(QUESTION));
    expect(failure).toBeInstanceOf(BusLost);
    expect((failure as Error).cause).toMatchObject({ code: 'ENOENT' });
    expect(bus.isLost()).toBe(true);
  });

  it.each(['nonsense', 'unix:', 'unix:nothing=x', 'carrier-pigeon:path=/x'])(
    'cannot be made with the invalid address %j',
    (address) => {
      expect(() => connectSessionBus(address)).toThrow(BusLost);
    },
  );
});

describe('closing', () => {
  it('ends the connection and its open calls; twice is harmless', async () => {
    const { fake, bus, ask, asked } = await setUp();
    const failure = failureOf(ask());
    await asked(1);
    bus.close();
    expect(await failure).toBeInstanceOf(BusLost);
    expect(bus.isLost()).toBe(true);
    await waitUntil('the bus sees it', () => fake.isDeserted);
    expect(() => bus.close()).not.toThrow();
  });

  it('before the connection is established fails the waiting calls', async () => {
    const fake = await openFakeSessionBus();
    const bus = connect(fake.address);
    const failure = failureOf(bus.ask(QUESTION));
    bus.close();
    expect(await failure).toBeInstanceOf(BusLost);
    expect(fake.questions).toEqual([]);
  });
});
