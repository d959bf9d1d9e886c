// The client: greeting, calls, notifications, and a message for each way in which the link can be broken.
import { build } from 'esbuild';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { connectBroker } from '../../../../main/handout/broker/client';
import { openScriptedBroker } from '../../../support/handout/scripted-broker';
import { temporaryFolder } from '../../../support/temporary-folder';

const client = { name: 'test', version: '1' };

async function ownFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o700);
  return folder;
}

/** A server that answers each line with `answer`. */
async function listening(answer: string | undefined): Promise<string> {
  const path = join(await ownFolder(), 's.sock');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => answer !== undefined && socket.write(answer));
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return path;
}

describe('a connection', () => {
  it('greets, calls and gets pushes', async () => {
    const { path, world } = await openScriptedBroker();
    const broker = await connectBroker({ path, client });
    expect(broker.hello).toMatchObject({ protocol: 1, server: { kind: 'app' } });
    const told: unknown[] = [];
    const heard = new Promise<void>((resolve) => {
      broker.onNotification((name, params) => {
        told.push([name, params]);
        if (told.length === 2) resolve();
      });
    });
    expect(await broker.call('token.subscribe', {})).toEqual({ subscription: 1 });
    world.newPair(2);
    await heard;
    expect(told).toMatchObject([
      ['token', { subscription: 1, token: { generation: 1 } }],
      ['token', { token: { generation: 2 } }],
    ]);
    broker.close();
    expect((await broker.closed).code).toBe('CANCELLED');
    await expect(broker.call('ping', {})).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('reports failures as the broker does', async () => {
    const { path, world } = await openScriptedBroker();
    world.failure = new AxiomTokenError('RATE_LIMITED', { message: 'Slowly.', remedy: 'Wait.', retryAfterMs: 9 });
    const broker = await connectBroker({ path, client });
    const failure = { code: 'RATE_LIMITED', message: 'Slowly.', remedy: 'Wait.', retryAfterMs: 9 };
    await expect(broker.call('token.get', {})).rejects.toMatchObject(failure);
    broker.close();
  });

  it('gives a call up in time, and the next one is answered', async () => {
    const { path, world } = await openScriptedBroker();
    world.overrides = { 'token.get': () => new Promise(() => undefined) };
    const broker = await connectBroker({ path, client });
    await expect(broker.call('token.get', {}, { timeoutMs: 20 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(await broker.call('ping', {})).toHaveProperty('now');
    broker.close();
  });

  it('that ends fails what waits, and says so', async () => {
    const { path, world, broker: server } = await openScriptedBroker();
    world.overrides = { 'token.get': () => new Promise(() => undefined) };
    const broker = await connectBroker({ path, client });
    const asked = broker.call('token.get', {});
    await Promise.all([
      expect(asked).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' }),
      expect(broker.closed).resolves.toMatchObject({ code: 'BROKER_UNAVAILABLE' }),
      server.dispose(),
    ]);
  });

  it('of one program too many gets the reason', async () => {
    const { path, connect } = await openScriptedBroker();
    for (let count = 0; count < 64; count++) await connect();
    await expect(connectBroker({ path, client })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

it('that is closed before the greeting is answered counts as one too many', async () => {
  const path = join(await ownFolder(), 's.sock');
  const server = createServer((socket) => void socket.destroy());
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  await expect(connectBroker({ path, client })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

describe('a broken link', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['no folder', async () => join(await ownFolder(), 'none/s.sock'), 'there is no folder'],
    ['no socket', async () => join(await ownFolder(), 's.sock'), 'there is no socket'],
    ['a file in its place', async () => withFile('s.sock'), 'is no socket'],
    ['a link to a socket', async () => linked(), 'is a link'],
    ['a folder that others write to', async () => opened(), 'Other users can write'],
    ['a program that does not answer', () => listening(undefined), 'does not answer'],
    ['a program that speaks otherwise', () => listening('HTTP/1.1 400\r\n'), 'is not Axiom Token Manager'],
  ])('%s', async (_what, make, words) => {
    const path = await make();
    const failure = { code: 'BROKER_UNAVAILABLE', message: expect.stringContaining(words), remedy: expect.any(String) };
    await expect(connectBroker({ path, client, timeoutMs: 100 })).rejects.toMatchObject(failure);
  });
});

async function withFile(name: string): Promise<string> {
  const path = join(await ownFolder(), name);
  await writeFile(path, '');
  return path;
}

async function linked(): Promise<string> {
  const path = join(await ownFolder(), 'link.sock');
  await symlink(await listening(undefined), path);
  return path;
}

async function opened(): Promise<string> {
  const folder = await ownFolder();
  await chmod(folder, 0o777);
  return join(folder, 's.sock');
}

it('contains neither zod nor koffi nor the storage', async () => {
  const { metafile } = await build({
    entryPoints: ['main/handout/broker/client.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    metafile: true,
  });
  const files = Object.keys(metafile.inputs).filter((path) => /node_modules|adapters|core\/(?!base)/.test(path));
  expect(files).toEqual([]);
});
