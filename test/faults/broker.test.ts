// The real broker, in its own process, under many misbehaving programs at once. Its main thread never stalls for 20 ms, nobody gets foreign tokens, other
// programs are still served, and each program gets an error message.
import { spawn } from 'node:child_process';
import { chmod, lstat } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { connectBroker } from '../../main/handout/broker/client';
import { LIMITS, type TokenAnswer } from '../../main/handout/protocol';
import { BrokerProcess } from '../support/handout/broker-process';
import type { RawClient, Told } from '../support/handout/scripted-broker';
import { waitUntil } from '../support/wait-until';

/** Longest stall; a person at the window would feel more. */
const LONGEST_STALL_MS = 20;
const client = { name: 'test', version: '1' };

let broker: BrokerProcess;
let clients: RawClient[];

beforeAll(async () => {
  broker = await BrokerProcess.open();
  // The first client loads the peer check, and the first token everything needed for a token.
  const first = await broker.greeted();
  await first.call('token.get');
  first.socket.destroy();
});
afterAll(() => broker?.dispose());
beforeEach(async () => {
  clients = [];
  await broker.run('watch-stalls');
});
afterEach(async () => {
  for (const each of clients) each.socket.destroy();
  // All clients must be gone before the next trial begins.
  await waitUntil('there is room again', async () => {
    const probe = await kept(broker.connect());
    const { result } = await probe.call('hello', { protocols: [1], client });
    probe.socket.destroy();
    return result !== undefined;
  });
});

async function kept(opening: Promise<RawClient>): Promise<RawClient> {
  const opened = await opening;
  clients.push(opened);
  return opened;
}
const greeted = () => kept(broker.greeted());

const words = ({ error }: Told) => `${error?.data['code']}: ${error?.message}`;
const stall = () => broker.run<number>('stall');

/** Checks that a well-behaved program is served as usual. */
async function served(by: RawClient): Promise<void> {
  expect((await by.call('token.get')).result).toMatchObject({ schema: 'axiom-tokens.token.v1', source: 'broker' });
}

describe('programs that go wrong', () => {
  it('a 65th connection is refused, and 64 are served', async () => {
    const [good] = [await greeted()];
    for (let count = 1; count < LIMITS.connections; count++) await greeted();
    const oneMore = await kept(broker.connect());
    expect(words(await oneMore.next())).toBe('RATE_LIMITED: 64 programs are connected already, which is the limit.');
    await expect(connectBroker({ path: broker.socket, client })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await served(good);
    expect(await stall()).toBeLessThan(LONGEST_STALL_MS);
  });

  it('a flood from twenty programs is refused, and another program is still served', async () => {
    const good = await greeted();
    const line = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })}\n`.repeat(2_000);
    const flooders: RawClient[] = [];
    for (let count = 0; count < 20; count++) flooders.push(await greeted());
    for (const flooder of flooders) flooder.say(line);
    for (let count = 0; count < 20; count++) await served(good);
    await waitUntil('each of them was refused', () =>
      flooders.every(({ unread }) => unread.some((received) => words(received).startsWith('RATE_LIMITED'))),
    );
    expect(await stall()).toBeLessThan(LONGEST_STALL_MS);
  });

  it('half a line, byte for byte, and 256 KiB and one byte', async () => {
    const good = await greeted();
    const slow = await greeted();
    for (const letter of '{"jsonrpc":"2.0","id":1,"met') slow.say(letter);
    const empty = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'import', params: { text: '' } });
    const large = empty.replace('""', `"${'x'.repeat(LIMITS.lineBytes - empty.length)}"`);
    const tooLong = await greeted();
    tooLong.say(`${large}\n`);
    expect(words(await tooLong.next())).toBe(
      'INVALID_INPUT: A line may have at most 262144 bytes, its newline included.',
    );
    await tooLong.closed;
    const fits = await greeted();
    fits.say(`${large.replace('xx', 'x')}\n`);
    // The text was parsed: its problem is that it contains no tokens.
    expect((await fits.next()).id).toBe(1);
    await served(good);
    slow.say('hod":"ping"}\n');
    expect((await slow.next()).result).toHaveProperty('now');
    expect(await stall()).toBeLessThan(LONGEST_STALL_MS);
  });

  it('one that asks and never reads is disconnected', async () => {
    const good = await greeted();
    const deaf = await kept(broker.greeted());
    deaf.socket.pause();
    let isGone = false;
    void deaf.closed.then(() => (isGone = true));
    await waitUntil('it is cut off', () => {
      for (let count = 0; count < 10; count++) deaf.ask('status');
      return isGone;
    });
    await served(good);
    expect(await stall()).toBeLessThan(LONGEST_STALL_MS);
  }, 60_000);
});

/** Sends the greeting, asks for a token, and prints the answers. */
const STRANGER = `
const socket = require('node:net').connect(process.argv[1]);
const ask = (id, method, params) => socket.write(JSON.stringify({ jsonrpc: '2.0', id, method, params }) + '\\n');
ask(1, 'hello', { protocols: [1], client: { name: 'stranger', version: '1' } });
ask(2, 'token.get', {});
socket.on('error', (error) => process.stdout.write(error.code)).pipe(process.stdout);
`;

// Only root can start a program of another user.
describe.runIf(process.getuid?.() === 0)('a program of another user', () => {
  const asStranger = async (): Promise<string> => {
    const child = spawn(process.execPath, ['-e', STRANGER, broker.socket], { uid: 65534, gid: 65534, stdio: 'pipe' });
    return text(child.stdout);
  };

  it('cannot even connect', async () => {
    expect(await asStranger()).toBe('EACCES');
  });

  it('gets nothing even where socket and folders are open to it', async () => {
    const opened = [broker.folder, dirname(broker.socket), broker.socket];
    for (const path of opened) await chmod(path, path === broker.socket ? 0o666 : 0o755);
    try {
      const received = await asStranger();
      expect(received).toContain('"code":"DENIED"');
      expect(received).toContain('belongs to another user');
      expect(received.trim().split('\n').length).toBe(1);
    } finally {
      for (const path of opened) await chmod(path, path === broker.socket ? 0o600 : 0o700);
    }
  });
});

describe('a new pair', () => {
  it('reaches each of sixty subscribers once', async () => {
    const subscribers: RawClient[] = [];
    for (let count = 0; count < 60; count++) {
      const subscriber = await greeted();
      await subscriber.call('token.subscribe');
      subscribers.push(subscriber);
    }
    const first = await Promise.all(subscribers.map(nextToken));
    await broker.run('refresh');
    const second = await Promise.all(subscribers.map(nextToken));
    expect([new Set(first).size, new Set(second).size, first[0] === second[0]]).toEqual([1, 1, false]);
    expect(subscribers.flatMap(({ unread }) => unread).filter(({ method }) => method !== 'state')).toEqual([]);
    expect(await stall()).toBeLessThan(LONGEST_STALL_MS);
  });
});

/** The access token of the next pair; state messages are skipped. */
async function nextToken(subscriber: RawClient): Promise<string> {
  for (;;) {
    const { method, params } = await subscriber.next();
    if (method === 'token') return (params as unknown as { token: TokenAnswer }).token.access_token;
  }
}

describe('the end of the broker', () => {
  it('when it is killed, waiting clients notice at once, and the next start takes over the socket', async () => {
    const waiting = await connectBroker({ path: broker.socket, client });
    await broker.kill();
    expect(await waiting.closed).toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    expect((await lstat(broker.socket)).isSocket()).toBe(true);
    const failure = { code: 'BROKER_UNAVAILABLE', message: expect.stringContaining('nobody listens at its socket') };
    await expect(connectBroker({ path: broker.socket, client })).rejects.toMatchObject(failure);
    await broker.start();
    await served(await greeted());
  });

  it('when it ends regularly, all clients are informed and the socket is removed', async () => {
    const waiting = await greeted();
    await broker.run('end');
    expect(await waiting.next()).toMatchObject({ method: 'ended', params: { subscription: null } });
    await waiting.closed;
    await expect(lstat(broker.socket)).rejects.toMatchObject({ code: 'ENOENT' });
    await broker.start();
  });
});

describe('a folder', () => {
  it('that other users can write to is used by neither the app nor its clients', async () => {
    const folder = dirname(broker.socket);
    await chmod(folder, 0o777);
    try {
      const failure = { message: expect.stringContaining('Other users can write to the folder') };
      await expect(connectBroker({ path: broker.socket, client })).rejects.toMatchObject(failure);
      await broker.kill();
      await broker.start();
      // Nobody listens: the socket was left by a dead program.
      const knocking = connect(broker.socket);
      const [error] = (await new Promise((resolve) => knocking.once('error', (...what) => resolve(what)))) as [Error];
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    } finally {
      await chmod(folder, 0o700);
    }
    await broker.kill();
    await broker.start();
  });
});
