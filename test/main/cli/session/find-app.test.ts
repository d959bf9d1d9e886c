import { createServer } from 'node:net';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FindParts, findApp } from '../../../../main/cli/session/find-app';
import { canConnect, findRunningApp } from '../../../../main/cli/session/running-app';
import type { BrokerLink } from '../../../../main/cli/session/session';
import { connectFailure } from '../../../../main/handout/broker/broker-link';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const FAILURE = new AxiomTokenError('BROKER_UNAVAILABLE', { message: 'not there' });
const LINK = {} as BrokerLink;

async function listen(path: string): Promise<void> {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
}

async function make(over: Partial<FindParts> = {}) {
  const dataDirectory = await temporaryFolder();
  const clock = new FakeClock();
  const parts: FindParts = {
    socket: join(dataDirectory, 'broker.sock'),
    namedBy: undefined,
    dataDirectory,
    connect: () => Promise.reject(FAILURE),
    canConnect,
    findRunningApp,
    clock,
    ...over,
  };
  return { parts, clock, dataDirectory };
}

describe('looking for the app', () => {
  it('finds it at its socket', async () => {
    const { parts } = await make({ connect: () => Promise.resolve(LINK) });
    expect(await findApp(parts)).toEqual({ kind: 'link', link: LINK });
  });

  it('finds none where there is no socket, or one that nobody listens at', async () => {
    const { parts } = await make();
    expect(await findApp(parts)).toEqual({ kind: 'absent', failure: FAILURE });
  });

  it.each([
    ['AXIOM_TOKENS_SOCK', /^Correct AXIOM_TOKENS_SOCK, or unset it/],
    ['--socket', /^Correct --socket, or leave it out/],
  ])('names %s where that named a socket and nobody is there', async (namedBy, remedy) => {
    const { parts } = await make({ namedBy });
    const message = `There is no socket ${parts.socket}, which ${namedBy} names.`;
    const failure = { code: 'BROKER_UNAVAILABLE', message, remedy: expect.stringMatching(remedy) as string };
    expect(await findApp(parts)).toMatchObject({ kind: 'away', failure });
  });

  it('waits also at a socket that was named, while the app starts', async () => {
    let tries = 0;
    const connect = () => (++tries < 4 ? Promise.reject(FAILURE) : Promise.resolve(LINK));
    const findRunning = () => Promise.resolve({ pid: 1 });
    const { parts, clock } = await make({ namedBy: '--socket', connect, findRunningApp: findRunning });
    const finding = findApp(parts);
    await expect.poll(async () => (await clock.advance(100), tries)).toBe(4);
    expect(await finding).toEqual({ kind: 'link', link: LINK });
  });

  it('asks again when the socket appeared just after it was found missing', async () => {
    const { parts } = await make();
    let tries = 0;
    const connect = async (path: string) => {
      if (++tries > 1) return LINK;
      await listen(path);
      throw connectFailure(path, 'ENOENT');
    };
    expect(await findApp({ ...parts, connect })).toEqual({ kind: 'link', link: LINK });
  });

  it('fails if something at the socket does not answer as the app does', async () => {
    const { parts } = await make();
    await listen(parts.socket);
    await expect(findApp(parts)).rejects.toBe(FAILURE);
  });

  it('fails if something else is in the place of the socket', async () => {
    const { parts } = await make();
    await writeFile(parts.socket, '');
    await expect(findApp(parts)).rejects.toBe(FAILURE);
  });

  it('passes on what the app answered to the greeting', async () => {
    const paused = new AxiomTokenError('DENIED');
    const { parts } = await make({ connect: () => Promise.reject(paused) });
    await expect(findApp(parts)).rejects.toBe(paused);
  });

  it('names the broken link where the app runs without a socket, after a moment for its start', async () => {
    const { parts, clock, dataDirectory } = await make();
    await listen(join(dataDirectory, 'real-lock'));
    await symlink(join(dataDirectory, 'real-lock'), join(dataDirectory, 'SingletonSocket'));
    await symlink('some-host-4711', join(dataDirectory, 'SingletonLock'));
    let said = '';
    void findApp(parts).then(
      (found) => (said = found.kind === 'away' ? `${found.failure} ${found.failure.remedy}` : found.kind),
    );
    await expect
      .poll(async () => (await clock.advance(1000), said))
      .toContain('Axiom Token Manager runs (process 4711)');
    expect(said).toContain(`nobody listens at its socket ${parts.socket}`);
    expect(said).toContain('It may still be starting: try again in a moment.');
  });

  it.each([
    ['its folder is a link', (at: string) => symlink('/tmp', at), 'run is a link, so nothing in it is trusted'],
    ['its folder is none', (at: string) => writeFile(at, ''), 'run is no folder, so nothing in it is trusted'],
    [
      'its folder is open to others',
      async (at: string) => (await mkdir(at), chmod(at, 0o777)),
      /Other users can write to the folder .*run\./,
    ],
  ])('says why a running app has no socket: %s', async (_why, spoil, words) => {
    const { parts, dataDirectory } = await make({ findRunningApp: () => Promise.resolve({ pid: 1 }) });
    await spoil(join(dataDirectory, 'run'));
    const clock = new FakeClock();
    let said: AxiomTokenError | undefined;
    const socket = join(dataDirectory, 'run', 'broker.sock');
    void findApp({ ...parts, clock, socket }).then((found) => found.kind === 'away' && (said = found.failure));
    await expect.poll(async () => (await clock.advance(1000), said?.message)).toMatch(words);
    expect(said?.message).toMatch(/^Axiom Token Manager runs \(process 1\), but cannot be reached\./);
    expect(said?.remedy).toMatch(/The app tries to open its socket again .* --standalone works without the app\.$/);
  });

  it('finds an app that is being started', async () => {
    let tries = 0;
    const connect = () => (++tries < 4 ? Promise.reject(FAILURE) : Promise.resolve(LINK));
    const { parts, clock } = await make({ connect, findRunningApp: () => Promise.resolve({ pid: 1 }) });
    const finding = findApp(parts);
    await expect.poll(async () => (await clock.advance(100), tries)).toBe(4);
    expect(await finding).toEqual({ kind: 'link', link: LINK });
  });
});
