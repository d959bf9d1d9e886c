import { mkdir, mkdtemp, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFlockRefreshLock, STUCK_AFTER_MS } from '../../../../main/adapters/locks/refresh-lock-flock';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { createSystemClock } from '../../../../main/adapters/platform/system-clock';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const LOCK_NAME = `${placeHash('default')}.lock`;

const clock = createSystemClock();
const open = (directory: string, env: NodeJS.ProcessEnv = process.env) =>
  createFlockRefreshLock({ directory, clock, env });

/** The processes that have a file open; a flock child has it from its start to its end. */
async function holdersOf(path: string): Promise<string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const holders = await Promise.all(
    processes.map(async (id) => {
      const descriptors = await readdir(`/proc/${id}/fd`).catch(() => []);
      const targets = await Promise.all(
        descriptors.map((fd) => readlink(`/proc/${id}/fd/${fd}`).catch(() => undefined)),
      );
      return targets.includes(path) ? [id] : [];
    }),
  );
  return holders.flat();
}

it('keeps its file and the folder that it makes to their owner, also a file that others could read', async () => {
  const folder = await temporaryFolder();
  const directory = join(folder, 'locks');
  (await open(directory).acquire('default', 0))?.();
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(join(directory, LOCK_NAME))).mode & 0o777).toBe(0o600);
  await writeFile(join(directory, `${placeHash('second')}.lock`), '', { mode: 0o644 });
  (await open(directory).acquire('second', 0))?.();
  expect((await stat(join(directory, `${placeHash('second')}.lock`))).mode & 0o777).toBe(0o600);
});

it('has one child while it is held, and none after its release', async () => {
  const directory = await temporaryFolder();
  const path = join(directory, LOCK_NAME);
  const release = await open(directory).acquire('default', 0);
  expect(await holdersOf(path)).toHaveLength(1);
  release?.();
  await waitUntil('the child is gone', async () => (await holdersOf(path)).length === 0);
  expect(await holdersOf(path)).toEqual([]);
});

it('leaves no child behind when the time is over', async () => {
  const directory = await temporaryFolder();
  const path = join(directory, LOCK_NAME);
  const lock = open(directory);
  const release = await lock.acquire('default', 0);
  const [holder] = await holdersOf(path);
  expect(await lock.acquire('default', 30)).toBeUndefined();
  expect(await lock.acquire('default', 0)).toBeUndefined();
  await waitUntil('only the holder is left', async () => (await holdersOf(path)).length === 1);
  expect(await holdersOf(path)).toEqual([holder]);
  release?.();
});

it('says where to read what to install when the program is missing, and logs which', async () => {
  const directory = await temporaryFolder();
  await expect(open(directory, { PATH: directory }).acquire('default', 0)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    remedy: expect.stringContaining('README.md, "Troubleshooting"'),
    cause: expect.objectContaining({ path: 'flock' }) as unknown,
  });
});

it('logs the exit of a flock that cannot do it', async () => {
  const directory = await temporaryFolder();
  await writeFile(join(directory, 'flock'), '#!/bin/sh\nexit 64\n', { mode: 0o700 });
  await expect(open(directory, { PATH: directory }).acquire('default', 0)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message:
      'The lock that keeps two programs from refreshing at the same time does not work just now, so nothing is refreshed.',
    cause: new Error('flock ended with exit code 64'),
  });
});

it('gives up a child that neither gets the lock nor ends, however long the wait, and ends it', async () => {
  const directory = await temporaryFolder();
  // It accepts the first line and then waits for another one for ever.
  await writeFile(join(directory, 'flock'), '#!/bin/sh\nread line\nread line\n', { mode: 0o700 });
  const fake = new FakeClock();
  const waitMs = 70_000;
  const acquire = createFlockRefreshLock({ directory, clock: fake, env: { PATH: directory } })
    .acquire('default', waitMs)
    .catch((error: unknown) => error);
  await waitUntil('the guard is set', () => fake.timerCount === 1);
  await fake.advance(waitMs + STUCK_AFTER_MS - 1);
  expect(fake.timerCount).toBe(1);
  await fake.advance(1);
  expect(await acquire).toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('not answer') });
});

it('accepts a lock that was granted while the process was stopped, past the deadline', async () => {
  const directory = await temporaryFolder();
  const given = join(directory, 'given');
  await writeFile(join(directory, 'flock'), `#!/bin/sh\nwhile [ ! -e '${given}' ]; do sleep 0.01; done\nexec cat\n`, {
    mode: 0o700,
  });
  const fake = new FakeClock();
  const env = { PATH: `${directory}:${process.env.PATH}` };
  const acquire = createFlockRefreshLock({ directory, clock: fake, env }).acquire('default', 1_000);
  await waitUntil('the guard is set', () => fake.timerCount === 1);
  fake.freeze(60_000);
  await fake.advance(0);
  await writeFile(given, '');
  const release = await acquire;
  expect(release).toBeTypeOf('function');
  release?.();
});

it('passes no token of the environment to its child, and leaves no timer', async () => {
  const directory = await temporaryFolder();
  const fake = new FakeClock();
  const env = { PATH: process.env.PATH, AXIOM_ACCESS_TOKEN: 'a token' };
  const release = await createFlockRefreshLock({ directory, clock: fake, env }).acquire('default', 1_000);
  expect(fake.timerCount).toBe(0);
  const [holder] = await holdersOf(join(directory, LOCK_NAME));
  const environment = await readFile(`/proc/${holder}/environ`, 'utf8');
  expect(environment).toContain('LC_ALL=C');
  expect(environment).not.toContain('AXIOM');
  release?.();
});

it('refuses something else in place of the lock file, and a folder that cannot be made', async () => {
  const directory = await mkdtemp(join(await temporaryFolder(), 'locks-'));
  await mkdir(join(directory, LOCK_NAME));
  await expect(open(directory).acquire('default', 0)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await writeFile(join(directory, 'file'), '');
  await expect(open(join(directory, 'file', 'locks')).acquire('default', 0)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
  });
});
