// The socket: readable by its owner alone, replaced only when its program has ended, never while one listens, and removed at the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BrokerSocket } from '../../../../main/adapters/handout/broker-socket';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { temporaryFolder } from '../../../support/temporary-folder';

async function makeSocket(given?: string, lock = createMemoryRefreshLock(new FakeClock())) {
  const folder = given ?? join(await temporaryFolder(), 'run');
  const path = join(folder, 'broker.sock');
  const logger = new RecordingLogger();
  let connections = 0;
  const socket = new BrokerSocket({
    place: () => ({ path, folder }),
    lock,
    onConnection: (connection) => {
      connections++;
      connection.destroy();
    },
    nameOf: async () => 'squatter',
    logger,
  });
  onTestFinished(() => socket.dispose());
  return { socket, path, folder, logger, connectionCount: () => connections };
}

/** Another program listens there. */
async function squat(path: string): Promise<() => Promise<void>> {
  const server = createServer((connection) => connection.on('error', () => undefined)).listen(path);
  await once(server, 'listening');
  const stop = async () => {
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  onTestFinished(stop);
  return stop;
}

/** The socket of a killed program. */
async function leftSocket(path: string): Promise<void> {
  const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', code, path], { stdio: 'ignore' }), 'exit');
  expect((await lstat(path)).isSocket()).toBe(true);
}

async function knock(path: string): Promise<void> {
  const client = connect(path);
  client.on('error', () => undefined);
  await once(client, 'close');
}

describe('opened', () => {
  it('is private, accepts connections, and is removed at the end', async () => {
    const { socket, path, folder, connectionCount } = await makeSocket();
    expect(await socket.check()).toEqual({ kind: 'listening', path });
    expect([(await lstat(folder)).mode & 0o777, (await lstat(path)).mode & 0o777]).toEqual([0o700, 0o600]);
    await knock(path);
    expect(connectionCount()).toBe(1);
    await socket.dispose();
    expect(socket.state).toEqual({ kind: 'closed' });
    await expect(lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await socket.check()).toEqual({ kind: 'closed' });
  });

  it('stays the same however often it is checked', async () => {
    const { socket, path } = await makeSocket();
    await socket.check();
    const { ino } = await lstat(path);
    await Promise.all([socket.check(), socket.check()]);
    expect((await lstat(path)).ino).toBe(ino);
  });

  it('that somebody removed is opened again at the next check', async () => {
    const { socket, path, connectionCount } = await makeSocket();
    await socket.check();
    await rm(path);
    expect(await socket.check()).toEqual({ kind: 'listening', path });
    await knock(path);
    expect(connectionCount()).toBe(1);
  });

  it('the permissions of new files are as before', async () => {
    const before = process.umask();
    const { socket } = await makeSocket();
    await socket.check();
    expect(process.umask()).toBe(before);
  });
});

describe('a socket that exists already', () => {
  it('of a program that was killed is taken over', async () => {
    const { folder, socket, path, connectionCount } = await makeSocket();
    await (await makeSocket(folder)).socket.check();
    await rm(path);
    await leftSocket(path);
    expect(await socket.check()).toEqual({ kind: 'listening', path });
    await knock(path);
    expect([connectionCount(), (await lstat(path)).mode & 0o777]).toEqual([1, 0o600]);
  });

  it('of a running program is kept, reported, and tried again only at the next check', async () => {
    const folder = await temporaryFolder();
    const { socket, path, logger } = await makeSocket(folder);
    await chmod(folder, 0o700);
    const stop = await squat(path);
    let changes = 0;
    socket.onChange(() => changes++);
    await socket.check();
    const message = `No program can be served over the socket: another program listens at ${path} already: squatter.`;
    expect(socket.state).toMatchObject({ kind: 'trouble', error: { code: 'BROKER_UNAVAILABLE', message } });
    await socket.check();
    expect([changes, logger.lines.length]).toEqual([1, 1]);
    await stop();
    expect(await socket.check()).toEqual({ kind: 'listening', path });
  });

  it('in place of ours is not removed at the end', async () => {
    const { socket, path } = await makeSocket();
    await socket.check();
    await rm(path);
    await squat(path);
    expect((await socket.check()).kind).toBe('trouble');
    await socket.dispose();
    expect((await lstat(path)).isSocket()).toBe(true);
  });

  it('that replaced ours unnoticed is not removed at the end either', async () => {
    const { socket, path } = await makeSocket();
    await socket.check();
    await rm(path);
    await squat(path);
    await socket.dispose();
    expect((await lstat(path)).isSocket()).toBe(true);
  });

  it('that is a file is left as it is', async () => {
    const folder = await temporaryFolder();
    const { socket, path } = await makeSocket(folder);
    await chmod(folder, 0o700);
    await writeFile(path, 'mine');
    const error = { message: expect.stringContaining('something other than a socket') };
    expect(await socket.check()).toMatchObject({ kind: 'trouble', error });
    expect((await lstat(path)).size).toBe(4);
  });

  it('is taken by one of two starts only', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o700);
    const lock = createMemoryRefreshLock(new FakeClock());
    const [one, other] = [await makeSocket(folder, lock), await makeSocket(folder, lock)];
    await leftSocket(one.path);
    const states = await Promise.all([one.socket.check(), other.socket.check()]);
    expect(states.map(({ kind }) => kind).sort()).toEqual(['listening', 'trouble']);
  });
});

it('an unusable socket path is reported as a problem and ends nothing', async () => {
  const socket = new BrokerSocket({
    place: () => {
      throw new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'Too long.' });
    },
    lock: createMemoryRefreshLock(new FakeClock()),
    onConnection: () => undefined,
    nameOf: async () => '',
    logger: new RecordingLogger(),
  });
  expect(await socket.check()).toMatchObject({ kind: 'trouble', error: { message: 'Too long.' } });
});
