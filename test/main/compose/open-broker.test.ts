// Broker, socket and peer check wired as in the app: a program gets a token, and is notified of a person's decisions about it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connectBroker } from '../../../main/handout/broker/client';
import { openServingApp } from '../../support/serving-app';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const client = { name: 'test', version: '1' };

async function serving(folder: string) {
  const app = await openServingApp(folder);
  onTestFinished(() => app.dispose());
  await app.signIn();
  return app;
}

it('a program gets a token, and is informed at once that it is blocked or no longer allowed', async () => {
  const app = await serving(await temporaryFolder());
  const broker = await connectBroker({ path: app.socket, client });
  const told: string[] = [];
  broker.onNotification((name, params) => {
    if (name === 'token') told.push(name);
    if (name === 'ended' && 'error' in params && params.error) told.push(`${name} ${params.error.code}`);
  });
  await broker.call('token.subscribe', {});
  await waitUntil('the first pair', () => told.length === 1);
  const { consents } = await broker.call('consumers.list', {});
  const consumer = consents[0]?.programId ?? '';
  await broker.call('consumers.forget', { consumer });
  await waitUntil('it is forgotten', () => told.length === 2);
  await broker.call('token.subscribe', {});
  await waitUntil('asked again, it is told again', () => told.length === 3);
  await broker.call('consumers.block', { consumer });
  await waitUntil('it is blocked', () => told.length === 4);
  expect(told).toEqual(['token', 'ended DENIED', 'token', 'ended DENIED']);
  await expect(broker.call('token.get', {})).rejects.toMatchObject({ code: 'DENIED' });
  expect((await app.handedOut()).map(({ consumer: { pid } }) => pid)).toContain(process.pid);
  broker.close();
});

it('another program at its socket is left alone, and gets nothing of ours', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'socket'), { mode: 0o700 });
  const squatter = createServer((socket) => void socket.end('not ours\n'));
  await new Promise<void>((resolve) => squatter.listen(join(folder, 'socket/broker.sock'), resolve));
  onTestFinished(() => void squatter.close());
  const app = await serving(folder);
  const failure = { code: 'BROKER_UNAVAILABLE', message: expect.stringContaining('is not Axiom Token Manager') };
  await expect(connectBroker({ path: app.socket, client })).rejects.toMatchObject(failure);
});

it('the socket is opened at the next change once the obstacle is gone', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'socket'), { mode: 0o700 });
  const squatter = createServer((socket) => void socket.end('not ours\n'));
  await new Promise<void>((resolve) => squatter.listen(join(folder, 'socket/broker.sock'), resolve));
  const app = await serving(folder);
  await new Promise<void>((resolve) => void squatter.close(() => resolve()));
  await expect(connectBroker({ path: app.socket, client })).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
  await app.refresh();
  await waitUntil('it is served', () =>
    connectBroker({ path: app.socket, client }).then(
      (broker) => (broker.close(), true),
      () => false,
    ),
  );
  expect(await app.handedOut()).toEqual([]);
});

it('what a broker of another data folder has left is removed at the start', async () => {
  const folder = await temporaryFolder();
  const place = join(folder, 'socket');
  await mkdir(place, { mode: 0o700 });
  const left = join(place, 'broker-0a1b2c3d.sock');
  const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', code, left], { stdio: 'ignore' }), 'exit');
  vi.useFakeTimers({ now: Date.now() + 120_000, toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const app = await openServingApp(folder);
  onTestFinished(() => app.dispose());
  await waitUntil('it is removed', async () => !(await readdir(place)).includes('broker-0a1b2c3d.sock'));
  expect(await readdir(place)).toEqual(['broker.sock']);
});
