// A connection to a scripted bus and to a real one. The keychain's calls and lost connections: secret-service/session-bus.test.ts.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BusConnection, BusError, openBus, type Serve } from '../../../../main/adapters/d-bus/connection';
import { BusLost } from '../../../../main/adapters/d-bus/sign-in';
import { Variant } from '../../../../main/adapters/d-bus/values';
import { openFakeSessionBus } from '../../../support/fakes/session-bus/fake-session-bus';
import { openSessionBus } from '../../../support/session-bus';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const ITEM = { path: '/item', interface: 'org.example.Item' };

function open(address: string, serve?: Serve): BusConnection {
  const bus = openBus(address, serve);
  onTestFinished(() => bus.close());
  return bus;
}

/** The path of a bus that ends each connection, or answers each with `greeting`. */
async function strangeBus(greeting?: string): Promise<string> {
  const path = join(await temporaryFolder(), 'strange');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (greeting === undefined) socket.destroy();
    else socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return `unix:path=${path}`;
}

describe('several addresses', () => {
  it.each([
    ['where nobody listens', async () => `unix:path=${join(await temporaryFolder(), 'none')}`],
    ['in the abstract namespace where nobody listens', async () => `unix:abstract=${await temporaryFolder()}`],
    ['that hangs up', () => strangeBus()],
    ['that refuses the user', () => strangeBus('REJECTED\r\n')],
  ])('are tried in turn: after one %s comes the next', async (_what, other) => {
    const { desktop } = await openSessionBus();
    const bus = open(`${await other()};${desktop.busAddress}`);
    expect(await bus.ready).toMatch(/^:1\./);
    expect(await bus.askBus('NameHasOwner', 's', [await bus.ready])).toBe(true);
  });

  it('are all lost when the last one is, and that one says why', async () => {
    const none = `unix:path=${join(await temporaryFolder(), 'none')}`;
    const bus = open(`${await strangeBus('REJECTED\r\n')};${none}`);
    await expect(bus.ready).rejects.toMatchObject({ name: 'BusLost', cause: { code: 'ENOENT' } });
    expect(bus.isLost()).toBe(true);
  });
});

describe('two programs on a real bus', () => {
  it('call one another, with values of every kind', async () => {
    const { desktop } = await openSessionBus();
    const values = [{ word: new Variant('(xs)', [-5n, 'ü']) }, [[1, true]], Buffer.from([0, 255]), 1.5];
    const server = open(desktop.busAddress, ({ member, signature, body }) =>
      member === 'Echo' ? [signature ?? '', body] : undefined,
    );
    const client = open(desktop.busAddress);
    const call = { ...ITEM, destination: await server.ready, signature: 'a{sv}a(ub)ayd', body: values };
    expect(await client.call({ ...call, member: 'Echo' })).toEqual(values);
    const unknown = client.call({ ...call, member: 'Other' });
    await expect(unknown).rejects.toMatchObject({ type: 'org.freedesktop.DBus.Error.UnknownMethod' });
    await expect(unknown).rejects.toBeInstanceOf(BusError);
  });

  it('get each other’s signals by rule', async () => {
    const { desktop } = await openSessionBus();
    const [sender, hearer] = [open(desktop.busAddress), open(desktop.busAddress)];
    await sender.ready;
    const heard: unknown[] = [];
    const stop = hearer.onSignal(({ member, body }) => member !== 'NameAcquired' && heard.push([member, ...body]));
    await hearer.addMatch(`type='signal',interface='${ITEM.interface}'`);
    sender.signal({ ...ITEM, member: 'Changed' }, 's', ['one']);
    await waitUntil('it is heard', () => heard.length === 1);
    stop();
    sender.signal({ ...ITEM, member: 'Changed' }, 's', ['two']);
    // The bus keeps the order, so the signal has already passed.
    await sender.askBus('GetId');
    await hearer.askBus('GetId');
    expect(heard).toEqual([['Changed', 'one']]);
  });

  it('start no service by a call, unless requested', async () => {
    const fake = await openFakeSessionBus();
    fake.answer = () => 'told';
    const client = open(fake.address);
    const call = { ...ITEM, destination: 'org.example', member: 'Tell' };
    await client.call(call);
    await client.call({ ...call, mayStart: true });
    expect(fake.questions.map(({ flags }) => flags)).toEqual([2, 0]);
  });
});

describe('a connection', () => {
  it('is lost, and says so once, when what the bus sends is damaged', async () => {
    const fake = await openFakeSessionBus();
    const bus = open(fake.address);
    await bus.ready;
    const losses: BusLost[] = [];
    bus.onLost((loss) => losses.push(loss));
    const failure = bus.call({ ...ITEM, destination: 'org.example', member: 'Tell' }).catch((error: unknown) => error);
    await waitUntil('it is asked', () => fake.questions.length === 1);
    fake.connections[0]?.write(Buffer.alloc(64, 'x'));
    expect(await failure).toMatchObject({ name: 'BusLost', cause: { name: 'RangeError' } });
    bus.close();
    expect(losses).toEqual([await failure]);
    await waitUntil('the bus sees it', () => fake.isDeserted);
  });

  it('that is closed before it is established fails for its waiting callers', async () => {
    const bus = open(await strangeBus(''));
    const asking = bus.askBus('GetId');
    bus.close();
    await expect(asking).rejects.toBeInstanceOf(BusLost);
  });

  it('does not send what does not fit, and goes on', async () => {
    const fake = await openFakeSessionBus();
    fake.answer = () => 'told';
    const bus = open(fake.address);
    const call = { ...ITEM, destination: 'org.example', member: 'Tell', signature: 's' };
    await expect(bus.call({ ...call, body: ['a\0b'] })).rejects.toBeInstanceOf(TypeError);
    expect(await bus.call({ ...call, body: ['a'] })).toEqual(['told']);
    expect(fake.questions).toHaveLength(1);
  });
});
