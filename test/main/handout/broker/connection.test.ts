// One connection: greeting, limits and end, over a real socket.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { LIMITS } from '../../../../main/handout/protocol';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { openScriptedBroker, type RawClient } from '../../../support/handout/scripted-broker';
import { waitUntil } from '../../../support/wait-until';

const GOOD_HELLO = { protocols: [1], client: { name: 'test', version: '1' } };

/** The client's messages, and the end of the connection. */
async function lastWords(client: RawClient): Promise<string | undefined> {
  const { error } = await client.next();
  await client.closed;
  return `${error?.data['code']}: ${error?.message}`;
}

describe('the first message', () => {
  it('is hello, and the answer names the server', async () => {
    const { connect } = await openScriptedBroker();
    const client = await connect();
    expect(await client.call('hello', GOOD_HELLO)).toMatchObject({
      id: 1,
      result: { protocol: 1, server: { version: '9.9.9' } },
    });
  });

  it.each([
    ['another call', '{"jsonrpc":"2.0","id":1,"method":"ping"}\n', 'INVALID_INPUT: Send "hello" first.'],
    ['no JSON', 'GET / HTTP/1.1\n', 'INVALID_INPUT: This line is not JSON.'],
    ['bytes that are no text', Buffer.from([0xff, 0x0a]), 'INVALID_INPUT: A line must be UTF-8 text.'],
    [
      'a batch',
      '[]\n',
      'INVALID_INPUT: Batches are not accepted: send one request on each line, without brackets around it.',
    ],
    [
      'hello without its fields',
      '{"jsonrpc":"2.0","id":1,"method":"hello"}\n',
      /^INVALID_INPUT: hello: the field "protocols"/,
    ],
    [
      'hello of another protocol',
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'hello', params: { ...GOOD_HELLO, protocols: [2] } }) + '\n',
      /^BROKER_UNAVAILABLE: .*too old/,
    ],
  ])('%s ends it', async (_what, line, words) => {
    const { connect } = await openScriptedBroker();
    const client = await connect();
    client.socket.write(line);
    expect(await lastWords(client)).toEqual(expect.stringMatching(words));
  });

  it('with a key of another program is refused, and logged', async () => {
    const isStranger = async (pid: number, starterPid: number) => pid !== starterPid;
    let pid = 100;
    const { greeted, connect, logger } = await openScriptedBroker({ lineage: { pidOf: () => pid++, isStranger } });
    const key = 'axe1_k';
    const key_sha256 = createHash('sha256').update(key).digest('hex');
    const exec = await greeted();
    await exec.call('child.register', { key_sha256, program: 'bot.py' });
    const thief = await connect();
    thief.ask('hello', { ...GOOD_HELLO, key });
    expect(await lastWords(thief)).toBe(
      'DENIED: This program uses the key of another one, which axiom-tokens exec has started.',
    );
    expect(JSON.stringify(logger)).toContain('used the key of another program');
    pid = 100;
    expect(await (await connect()).call('hello', { ...GOOD_HELLO, key })).toHaveProperty('result');
  });

  it('comes within five seconds', async () => {
    const clock = new FakeClock();
    const { connect, broker } = await openScriptedBroker({ clock });
    const client = await connect();
    client.say('{"jsonrpc":"2.0",');
    await waitUntil('it is served', () => broker.connectionCount === 1);
    await clock.advance(LIMITS.firstMessageMs - 1);
    expect(client.unread).toEqual([]);
    await clock.advance(1);
    expect(await lastWords(client)).toBe('INVALID_INPUT: No "hello" came in the first five seconds.');
    await waitUntil('it is forgotten', () => broker.connectionCount === 0 && clock.timerCount === 0);
  });

  it('is the only message with a time limit', async () => {
    const clock = new FakeClock();
    const { greeted } = await openScriptedBroker({ clock });
    const client = await greeted();
    expect(clock.timerCount).toBe(0);
    expect(await client.call('hello', GOOD_HELLO)).toMatchObject({ error: { message: '"hello" was sent already.' } });
  });

  it('may be followed at once', async () => {
    const { connect } = await openScriptedBroker();
    const client = await connect();
    client.ask('hello', GOOD_HELLO);
    client.ask('ping');
    expect([await client.next(), await client.next()]).toMatchObject([
      { id: 1 },
      { id: 2, result: { now: expect.any(String) } },
    ]);
  });

  it('of a program of another user is answered with why', async () => {
    const refusal = new AxiomTokenError('DENIED', { message: 'Not yours.' });
    const { connect, world } = await openScriptedBroker({ peerOf: () => Promise.reject(refusal) });
    const client = await connect();
    client.ask('hello', GOOD_HELLO);
    client.ask('token.get');
    expect([await lastWords(client), world.calls]).toEqual(['DENIED: Not yours.', []]);
  });
});

describe('a line', () => {
  const ofLength = (bytes: number): string => {
    const empty = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'import', params: { text: '' } }).length + 1;
    return `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'import', params: { text: 'x'.repeat(bytes - empty) } })}\n`;
  };

  it('of 256 KiB is read', async () => {
    const { greeted, world } = await openScriptedBroker();
    world.overrides = { import: async () => ({ profile: 'main', account: null }) };
    const client = await greeted();
    client.say(ofLength(LIMITS.lineBytes));
    expect(await client.next()).toMatchObject({ id: 1, result: { profile: 'main' } });
  });

  it('with one byte more ends the connection with a message', async () => {
    const { greeted, world } = await openScriptedBroker();
    const client = await greeted();
    client.say(ofLength(LIMITS.lineBytes + 1));
    expect(await lastWords(client)).toBe('INVALID_INPUT: A line may have at most 262144 bytes, its newline included.');
    expect(world.calls).toEqual([]);
  });

  it('that is incomplete is waited for, and delays no other connection', async () => {
    const { greeted } = await openScriptedBroker();
    const [slow, other] = [await greeted(), await greeted()];
    slow.say('{"jsonrpc":"2.0","id":7,');
    expect(await other.call('ping')).toMatchObject({ result: {} });
    slow.say('"method":"ping"}\n');
    expect(await slow.next()).toMatchObject({ id: 7, result: {} });
  });

  it('that is no request is answered, and the next one is read', async () => {
    const { greeted } = await openScriptedBroker();
    const client = await greeted();
    client.say('nonsense\n');
    expect(await client.next()).toMatchObject({ id: null, error: { code: -32700 } });
    expect(await client.call('ping')).toMatchObject({ result: {} });
  });
});

describe('too many requests', () => {
  it('are refused with the time to wait, and the connection stays', async () => {
    const clock = new FakeClock();
    const { greeted } = await openScriptedBroker({ clock });
    const client = await greeted();
    for (let count = 0; count < LIMITS.burst + 1; count++) client.ask('ping');
    const answers = [];
    for (let count = 0; count < LIMITS.burst + 1; count++) answers.push(await client.next());
    const refused = answers.filter(({ error }) => error);
    expect(refused).toMatchObject([{ error: { data: { code: 'RATE_LIMITED', retry_after_ms: 20 } } }]);
    await clock.advance(20);
    expect(await client.call('ping')).toMatchObject({ result: {} });
  });

  it('in a flood are not even read for a second', async () => {
    const clock = new FakeClock();
    const { greeted, world } = await openScriptedBroker({ clock });
    const client = await greeted();
    for (let count = 0; count < 250; count++) client.ask('ping');
    await waitUntil('two hundred are answered', () => client.unread.length === 200);
    expect(clock.timerCount).toBe(1);
    await clock.advance(1_000);
    await waitUntil('fifty more are', () => client.unread.length === 250);
    expect(world.calls.length).toBe(150);
  });

  it('that wait for an answer are counted', async () => {
    const clock = new FakeClock();
    const { greeted, world } = await openScriptedBroker({ clock });
    world.overrides = { ping: () => new Promise(() => undefined) };
    const client = await greeted();
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 100; count++) client.ask('ping');
      await waitUntil('they are read', () => world.calls.length >= Math.min(256, (round + 1) * 100));
      await clock.advance(2_000);
    }
    expect(await client.next()).toMatchObject({ error: { data: { code: 'RATE_LIMITED', retry_after_ms: 1_000 } } });
    expect(world.calls.length).toBe(256);
  });
});

describe('the end', () => {
  it('of a client aborts what it waits for', async () => {
    const { greeted, world, broker } = await openScriptedBroker();
    world.overrides = { 'token.get': () => new Promise(() => undefined) };
    const client = await greeted();
    client.ask('token.get');
    await waitUntil('it is asked for', () => world.calls.length === 1);
    client.socket.destroy();
    await waitUntil('it is given up', () => world.calls[0]?.context.signal.aborted === true);
    expect(broker.connectionCount).toBe(0);
  });

  it('comes for a client that sends requests and never reads', async () => {
    const { greeted, world, broker, logger } = await openScriptedBroker({ clock: new FakeClock() });
    world.overrides = { ping: async () => ({ now: 'x'.repeat(100_000) }) };
    const client = await greeted();
    client.socket.pause();
    for (let count = 0; count < 60; count++) client.ask('ping');
    await waitUntil('it is cut off', () => broker.connectionCount === 0);
    expect(logger.lines.map(({ message }) => message)).toEqual([
      'a client of the socket did not read its messages, and was disconnected',
    ]);
  });
});
