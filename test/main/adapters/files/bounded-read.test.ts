import { execFileSync } from 'node:child_process';
import { mkdir, open, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../../../build/project-root.mjs';
import { readSources } from '../../../../build/check-rooms.mjs';
import { type BoundedRead, readBounded, readBoundedSync } from '../../../../main/adapters/files/bounded-read';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const MAX = 200_000;

type Read = (options: Partial<BoundedRead> & { readonly path: string }) => Promise<unknown>;
const withDefaults = (options: Parameters<Read>[0]): BoundedRead => ({ maxBytes: MAX, followsLinks: true, ...options });

describe.each<[string, Read]>([
  ['waiting', (options) => readBounded(withDefaults(options))],
  ['at once', async (options) => readBoundedSync(withDefaults(options))],
])('a file read %s', (_how, read) => {
  it.each([0, 1, 65_536, 65_537, MAX])('of %d bytes is read completely', async (size) => {
    const path = join(await temporaryFolder(), 'a');
    const bytes = Buffer.alloc(size, 'abc');
    await writeFile(path, bytes);
    const found = await read({ path });
    expect((found as { bytes: Buffer }).bytes.equals(bytes)).toBe(true);
    expect(found).toHaveProperty('modifiedAtMs', expect.closeTo(Date.now(), -5));
  });

  it('of one byte over the limit is not read', async () => {
    const path = join(await temporaryFolder(), 'a');
    await writeFile(path, '');
    await truncate(path, MAX + 1);
    expect(await read({ path })).toBe('too-large');
  });

  it('that reports no size is read up to the limit', async () => {
    expect(((await read({ path: '/proc/self/status' })) as { bytes: Buffer }).bytes.toString()).toMatch(/^Name:/);
    expect(await read({ path: '/proc/self/status', maxBytes: 100 })).toBe('too-large');
  });

  it('is not a folder, a device without end or a pipe that nobody writes to', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'folder'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await symlink('/dev/zero', join(folder, 'link to a device'));
    const paths = [join(folder, 'folder'), join(folder, 'pipe'), join(folder, 'link to a device'), '/dev/zero'];
    expect(await Promise.all(paths.map((path) => read({ path })))).toEqual(Array(4).fill('not-a-file'));
  });

  it('is found through a link only where links are followed', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a'), 'x');
    await symlink(join(folder, 'a'), join(folder, 'link'));
    expect(await read({ path: join(folder, 'link') })).toHaveProperty('bytes');
    await expect(read({ path: join(folder, 'link'), followsLinks: false })).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('that is not there is the system’s error', async () => {
    await expect(read({ path: join(await temporaryFolder(), 'gone') })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('is the only one in the main process: another would wait for pipes, or read without end', async () => {
  const readers = (await readSources(projectRoot))
    .filter(({ path, text }) => path.startsWith('main/') && /\b(readFile|readFileSync|createReadStream)\b/.test(text))
    .map(({ path }) => path);
  // The app's own page, from its package.
  expect(readers).toEqual(['main/desktop/shell/windows/app-protocol.ts']);
});

it('is not a socket', async () => {
  const path = join(await temporaryFolder(), 's');
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  expect(await readBounded(withDefaults({ path }))).toBe('not-a-file');
});

describe('a pipe, where pipes are read', () => {
  async function pipe(): Promise<string> {
    const path = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    return path;
  }

  /** Advances the fake time until the read is over. */
  async function readWhile(clock: FakeClock, path: string, maxBytes = MAX): Promise<unknown> {
    let isOver = false;
    const read = readBounded(withDefaults({ path, maxBytes, pipeClock: clock })).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(20);
    }
    return read;
  }

  it('gives what a writer writes, in any number of parts', async () => {
    const path = await pipe();
    const text = 'x'.repeat(150_000);
    const written = open(path, 'w').then(async (writer) => {
      await writer.write(text.slice(0, 10));
      await writer.write(text.slice(10));
      await writer.close();
    });
    const clock = new FakeClock();
    const read = readBounded(withDefaults({ path, pipeClock: clock }));
    const ticking = setInterval(() => void clock.advance(1), 1);
    onTestFinished(() => clearInterval(ticking));
    const found = await read;
    expect((found as { bytes: Buffer }).bytes.toString()).toBe(text);
    await written;
  });

  it('without a writer is given up after three seconds', async () => {
    const clock = new FakeClock();
    const before = clock.monotonicMs();
    expect(await readWhile(clock, await pipe())).toBe('silent-pipe');
    expect(clock.monotonicMs() - before).toBeGreaterThanOrEqual(3_000);
  });

  it('whose writer never ends is given up as well, and one with too much content is not read further', async () => {
    const path = await pipe();
    const reader = await open(path, 'r+');
    onTestFinished(() => reader.close());
    await reader.write('{"access');
    expect(await readWhile(new FakeClock(), path)).toBe('silent-pipe');
    await reader.write('0123456789');
    expect(await readWhile(new FakeClock(), path, 5)).toBe('too-large');
  });
});
