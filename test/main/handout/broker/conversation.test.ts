// The requests of a greeted client: each call by name, answered or refused with a message, and the broker's own calls.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { METHODS } from '../../../../main/handout/protocol';
import { BOT, openScriptedBroker } from '../../../support/handout/scripted-broker';
import { waitUntil } from '../../../support/wait-until';

describe('calls', () => {
  it('reach the table of methods with the consumer and the parameters', async () => {
    const { greeted, world } = await openScriptedBroker();
    const client = await greeted();
    const answer = await client.call('token.get', { profile: 'main', reason: 'r' });
    expect(answer.result).toMatchObject({ access_token: 'access-1' });
    expect(world.calls).toMatchObject([
      { name: 'token.get', params: { profile: 'main', reason: 'r' }, context: { consumer: BOT, via: 'socket' } },
    ]);
  });

  it('of all methods are in the table', async () => {
    const { greeted, world } = await openScriptedBroker();
    const own = ['hello', 'token.subscribe', 'token.unsubscribe', 'child.register', 'cancel'];
    const answered = Object.fromEntries(METHODS.map((name) => [name, async () => ({})]));
    world.overrides = answered as object;
    const client = await greeted();
    for (const method of METHODS.filter((each) => !own.includes(each))) {
      await client.call(method, NEEDED[method]);
    }
    expect(world.calls.map(({ name }) => name)).toEqual(METHODS.filter((each) => !own.includes(each)));
  });

  it('of unknown methods are refused without quoting them', async () => {
    const { greeted } = await openScriptedBroker();
    const { error } = await (await greeted()).call('secret.method');
    expect(error).toMatchObject({ code: -32601, data: { code: 'INVALID_INPUT' } });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is none', async (method) => {
    const { greeted, world } = await openScriptedBroker();
    expect(await (await greeted()).call(method)).toMatchObject({ error: { code: -32601 } });
    expect(world.calls).toEqual([]);
  });

  it('with a field that is wrong say which', async () => {
    const { greeted } = await openScriptedBroker();
    const { error } = await (await greeted()).call('token.get', { minValidMs: 'soon' });
    expect(error).toMatchObject({ code: -32602, message: expect.stringContaining('"minValidMs"') });
  });

  it('that fail return the failure, never its cause; unexpected errors are logged', async () => {
    const { greeted, world, logger } = await openScriptedBroker();
    world.failure = new AxiomTokenError('NETWORK', { cause: 'secret', retryAfterMs: 7 });
    world.overrides = { ping: () => Promise.reject(new Error('broken')) };
    const client = await greeted();
    const { error } = await client.call('token.get');
    expect(error).toMatchObject({
      code: -32000,
      data: { code: 'NETWORK', exit: 9, temporary: true, retry_after_ms: 7 },
    });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(await client.call('ping')).toMatchObject({ error: { data: { code: 'INTERNAL' } } });
    expect(logger.lines).toMatchObject([{ message: 'a call over the socket failed', fields: { method: 'ping' } }]);
  });

  it('whose answer is longer than a line are refused', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.overrides = { ping: async () => ({ now: 'x'.repeat(300_000) }) };
    expect(await (await greeted()).call('ping')).toMatchObject({
      error: { message: 'The answer would be longer than a line may be.' },
    });
  });

  it('that wait for a person do not delay the others of the same program', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.overrides = { 'token.get': () => new Promise(() => undefined) };
    const client = await greeted();
    client.ask('token.get');
    expect(await client.call('ping')).toMatchObject({ id: 3, result: {} });
  });

  it('are given up one by one, by their ids, and the others of the connection go on', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.overrides = {
      'token.get': (_params, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new AxiomTokenError('CANCELLED'))),
        ),
    };
    const client = await greeted();
    const [first, second] = [client.ask('token.get'), client.ask('token.get')];
    const cancel = client.ask('cancel', { id: second });
    const told = [await client.next(), await client.next()];
    expect(told).toContainEqual(expect.objectContaining({ id: cancel, result: { cancelled: true } }));
    expect(told.find(({ id }) => id === second)).toMatchObject({ error: { data: { code: 'CANCELLED' } } });
    // It is answered once; an unknown request cannot be cancelled, nor can the cancelling itself.
    for (const id of [second, 'none', cancel + 3]) {
      expect(await client.call('cancel', { id })).toMatchObject({ result: { cancelled: false } });
    }
    client.ask('cancel', { id: first });
    expect([await client.next(), await client.next()]).toContainEqual(expect.objectContaining({ id: first }));
    expect(world.calls.length).toBe(2);

    const subscribe = client.ask('token.subscribe');
    await waitUntil('it waits for a token', () => world.calls.filter(({ name }) => name === 'token.get').length === 3);
    client.ask('cancel', { id: subscribe });
    const ended = [await client.next(), await client.next()].find(({ id }) => id === subscribe);
    expect(ended).toMatchObject({ error: { data: { code: 'CANCELLED' } } });
  });

  it('report the steps of a sign-in as they happen', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.overrides = {
      'login.start': async (_params, { reportLogin }) => {
        reportLogin({ step: 'browser-open' });
        return { step: 'done', profile: 'main', account: null };
      },
    };
    const client = await greeted();
    client.ask('login.start', { way: 'browser' });
    expect([await client.next(), await client.next()]).toMatchObject([
      { method: 'login', params: { step: 'browser-open' } },
      { result: { step: 'done' } },
    ]);
  });
});

/** Required parameters. */
const NEEDED: Partial<Record<(typeof METHODS)[number], object>> = {
  'profiles.add': { name: 'n' },
  'profiles.rename': { name: 'n' },
  'login.start': { way: 'browser' },
  'login.answer': { code: '1' },
  import: { text: 't' },
  backup: { passphrase: 'p' },
  restore: { file_base64: 'A', passphrase: 'p' },
  migrate: { to: 'file' },
  'consumers.allow': { consumer: 'c' },
  'consumers.block': { consumer: 'c' },
  'consumers.forget': { consumer: 'c' },
  'consumers.policy': { policy: 'ask' },
};

describe('subscriptions', () => {
  it('answer first, then report each pair; without them nothing is sent', async () => {
    const { greeted, world } = await openScriptedBroker();
    const client = await greeted();
    expect(await client.call('token.subscribe', { profile: 'main' })).toMatchObject({ result: { subscription: 1 } });
    expect(await client.next()).toMatchObject({
      method: 'token',
      params: { subscription: 1, token: { generation: 1 } },
    });
    world.newPair(2);
    expect(await client.next()).toMatchObject({ method: 'token', params: { token: { generation: 2 } } });
    await client.call('token.unsubscribe', { subscription: 1 });
    world.newPair(3);
    expect(await client.call('ping')).toMatchObject({ result: {} });
  });

  it('are refused as the first token is', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.failure = new AxiomTokenError('DENIED');
    const client = await greeted();
    expect(await client.call('token.subscribe')).toMatchObject({ error: { data: { code: 'DENIED', exit: 6 } } });
  });

  it('are sixteen at most', async () => {
    const { greeted } = await openScriptedBroker();
    const client = await greeted();
    for (let count = 0; count < 16; count++) {
      expect(await client.call('token.subscribe')).toMatchObject({ result: {} });
      await client.next();
    }
    expect(await client.call('token.subscribe')).toMatchObject({ error: { message: expect.stringContaining('16') } });
  });
});

describe('a child', () => {
  const key = 'a key of exec';
  const registration = { key_sha256: createHash('sha256').update(key).digest('hex'), program: 'bot.py' };

  it('is known by its key while the program that registered it is connected, and is informed when that ends', async () => {
    const { greeted, world } = await openScriptedBroker();
    const exec = await greeted();
    await exec.call('child.register', registration);
    const child = await greeted({ key });
    await child.call('token.get');
    expect(world.calls[0]?.context.consumer).toMatchObject({ kind: 'child', lentBy: BOT });
    exec.socket.destroy();
    expect(await child.next()).toMatchObject({
      method: 'ended',
      params: { subscription: null, error: { code: 'DENIED' } },
    });
    await child.closed;
  });

  it('that connects before exec has registered it again waits for that', async () => {
    const { greeted, connect, world } = await openScriptedBroker();
    const child = await connect();
    child.ask('hello', { protocols: [1], client: { name: 'child', version: '1' }, key });
    child.ask('token.get');
    const exec = await greeted();
    await exec.call('child.register', { ...registration, key_sha256: 'b'.repeat(64) });
    expect(child.unread).toEqual([]);
    await exec.call('child.register', registration);
    await waitUntil('it is served', () => child.unread.length === 2);
    expect(world.calls[0]?.context.consumer.kind).toBe('child');
  });
});

it('the trail is read for one question of a client after the other', async () => {
  const { greeted, world } = await openScriptedBroker();
  const begun: (() => void)[] = [];
  world.overrides = {
    'trail.query': () => new Promise((resolve) => begun.push(() => resolve({ entries: [], gaps: [] }))),
  };
  const client = await greeted();
  client.ask('trail.query');
  client.ask('trail.query');
  await waitUntil('the first is read', () => begun.length === 1);
  client.ask('status');
  expect(await client.next()).not.toHaveProperty('error');
  expect(begun).toHaveLength(1);
  begun[0]?.();
  expect(await client.next()).toMatchObject({ result: { gaps: [] } });
  await waitUntil('the second is read', () => begun.length === 2);
  begun[1]?.();
  expect(await client.next()).toMatchObject({ result: { gaps: [] } });
});
