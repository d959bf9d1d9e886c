import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import * as real from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AtomicFileSystem } from '../../../../main/adapters/files/atomic-file';
import { createJournalFiles } from '../../../../main/adapters/app-data/journal-files';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { Secret } from '../../../../main/core/base/secret';
import type { Journal } from '../../../../main/core/ports/journal';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { FAILING_STEPS, faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

const PLACE = 'keychain:default';
const HASH = placeHash(PLACE);
const KEY = '0123456789abcdef';
const INTENT_NAME = `${HASH}.intent.json`;
const SEALED_NAME = `${HASH}.${KEY}.sealed`;
const intent = { recordGeneration: 3, startedAtMs: 1_750_000_000_000 };
const sealed = Uint8Array.from({ length: 100 }, (_, index) => index);

interface Stage {
  readonly directory: string;
  readonly logger: RecordingLogger;
  open(fileSystem?: AtomicFileSystem): Journal;
}

async function openStage(): Promise<Stage> {
  const directory = join(await temporaryFolder(), 'state');
  const logger = new RecordingLogger();
  const parts = { directory, place: PLACE, clock: new FakeClock(), logger };
  return {
    directory,
    logger,
    open: (fileSystem) => createJournalFiles({ ...parts, ...(fileSystem && { fileSystem }) }),
  };
}

it('writes two private files in a private folder, and neither before it has to', async () => {
  const { directory, open } = await openStage();
  const journal = open();
  expect(await journal.read(KEY)).toEqual({});
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  await journal.writeIntent(intent);
  await journal.writeSealed(KEY, sealed);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await readdir(directory)).sort()).toEqual([SEALED_NAME, INTENT_NAME].sort());
  for (const name of await readdir(directory)) {
    expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
  }
});

describe.each(FAILING_STEPS)('when %s fails', (step) => {
  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EIO', 'STORAGE_UNAVAILABLE'],
    ['EROFS', 'STORAGE_DENIED'],
    ['EPERM', 'STORAGE_DENIED'],
  ])('with %s, the old or the new content stands there whole', async (errno, code) => {
    const { directory, open } = await openStage();
    const later = { recordGeneration: 4, startedAtMs: 1_750_000_900_000 };
    const laterSealed = sealed.map((byte) => byte + 1);
    await open().writeIntent(intent);
    await open().writeSealed(KEY, sealed);
    const faulty = open(faultyFileSystem(step, errno));
    const expected = step === 'no-progress' ? 'STORAGE_FULL' : step === 'read-back' ? 'STORAGE_UNAVAILABLE' : code;
    await expect(faulty.writeIntent(later)).rejects.toMatchObject({ code: expected });
    await expect(faulty.writeSealed(KEY, laterSealed)).rejects.toMatchObject({ code: expected });
    // The rename came before the folder was synced.
    const isNew = step === 'folder-sync';
    const content = await open().read(KEY);
    expect(content.intent).toEqual(isNew ? later : intent);
    expect([...(content.sealed ?? [])]).toEqual([...(isNew ? laterSealed : sealed)]);
    expect((await readdir(directory)).sort()).toEqual([SEALED_NAME, INTENT_NAME].sort());
  });
});

it('is kept also on a drive that cannot sync a folder, and says so in the log', async () => {
  const { logger, open } = await openStage();
  const journal = open(faultyFileSystem('folder-sync', 'EINVAL'));
  await journal.writeSealed(KEY, sealed);
  expect([...((await open().read(KEY)).sealed ?? [])]).toEqual([...sealed]);
  expect(logger.lines).toMatchObject([{ level: 'warn', fields: { errno: 'EINVAL' } }]);
  await journal.clear(KEY);
  expect(await open().read(KEY)).toEqual({});
});

describe('clearing', () => {
  it('removes the intent first, so that the sealed record is what stays when it fails half-way', async () => {
    const { open } = await openStage();
    await open().writeIntent(intent);
    await open().writeSealed(KEY, sealed);
    const unlink: AtomicFileSystem['unlink'] = async (path) => {
      if (String(path).endsWith('.sealed')) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      await real.unlink(path);
    };
    await expect(open({ ...real, unlink }).clear(KEY)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    const content = await open().read(KEY);
    expect(content.intent).toBeUndefined();
    expect([...(content.sealed ?? [])]).toEqual([...sealed]);
  });
});

describe('what cannot be an intent', () => {
  it.each([
    ['no JSON', '{"version":1,"gen'],
    ['nothing at all', ''],
    ['another version', '{"version":2,"generation":3,"startedAtMs":5}'],
    ['a number that is none', '{"version":1,"generation":-1,"startedAtMs":5}'],
    ['more than an intent takes', `{"version":1,"generation":1,"startedAtMs":5,"x":"${'x'.repeat(5_000)}"}`],
  ])('(%s) is set aside under a name with the time, and the sealed record is still read', async (_name, text) => {
    const { directory, logger, open } = await openStage();
    await open().writeSealed(KEY, sealed);
    await writeFile(join(directory, INTENT_NAME), text);
    const content = await open().read(KEY);
    expect(content.intent).toBeUndefined();
    expect([...(content.sealed ?? [])]).toEqual([...sealed]);
    const [aside = ''] = (await readdir(directory)).filter((name) => name !== SEALED_NAME);
    expect(aside).toMatch(/^[0-9a-f]{32}\.intent\.json\.damaged-2026-03-01T12-00-00Z-[0-9a-f]{4}$/);
    expect(await readFile(join(directory, aside), 'utf8')).toBe(text);
    expect(logger.lines).toMatchObject([{ level: 'warn', message: expect.stringContaining('set aside') }]);
  });

  it('does not stop a start when it cannot be set aside', async () => {
    const { directory, logger, open } = await openStage();
    await open().writeSealed(KEY, sealed);
    await writeFile(join(directory, INTENT_NAME), 'damaged');
    const rename = async () => {
      throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    };
    const content = await open({ ...real, rename }).read(KEY);
    expect(content.intent).toBeUndefined();
    expect(content.sealed).toHaveLength(sealed.length);
    expect(logger.lines).toMatchObject([{ level: 'error' }]);
    expect(await readFile(join(directory, INTENT_NAME), 'utf8')).toBe('damaged');
  });
});

describe('what cannot be a sealed record', () => {
  it('is set aside: a file that is too large, a link, a folder', async () => {
    const { directory, open } = await openStage();
    await mkdir(directory, { mode: 0o700 });
    const path = join(directory, SEALED_NAME);
    await writeFile(path, Buffer.alloc(70_000));
    expect(await open().read(KEY)).toEqual({});
    await writeFile(join(directory, 'target'), 'kept');
    await symlink(join(directory, 'target'), path);
    expect(await open().read(KEY)).toEqual({});
    await mkdir(path);
    expect(await open().read(KEY)).toEqual({});
    expect((await readdir(directory)).filter((name) => name.startsWith(`${SEALED_NAME}.damaged-`))).toHaveLength(3);
    expect(await readFile(join(directory, 'target'), 'utf8')).toBe('kept');
    await open().writeSealed(KEY, sealed);
    expect((await open().read(KEY)).sealed).toHaveLength(sealed.length);
  });

  it('is refused when it is to be written', async () => {
    const { open } = await openStage();
    await open().writeSealed(KEY, sealed);
    await expect(open().writeSealed(KEY, new Uint8Array(70_000))).rejects.toMatchObject({ code: 'SECRET_TOO_LARGE' });
    expect((await open().read(KEY)).sealed).toHaveLength(sealed.length);
  });
});

it('does not report a journal as empty that it cannot read', async () => {
  const { directory, open } = await openStage();
  await writeFile(directory, 'a file in the place of the folder');
  await expect(open().read(KEY)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await expect(open().clear(KEY)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await expect(open().writeIntent(intent)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
});

describe('the key beside a journal', () => {
  it('is a private file', async () => {
    const { directory, open } = await openStage();
    await open().writeKey(new Secret('ab'.repeat(32)));
    expect(await readdir(directory)).toEqual([`${HASH}.key`]);
    expect((await stat(join(directory, `${HASH}.key`))).mode & 0o777).toBe(0o600);
  });

  it('is set aside when it is invalid, and a new one can be kept', async () => {
    const { directory, open } = await openStage();
    await open().writeIntent(intent);
    await writeFile(join(directory, `${HASH}.key`), 'ab');
    expect(await open().readKey()).toBeUndefined();
    expect((await readdir(directory)).filter((name) => name.startsWith(`${HASH}.key.damaged-`))).toHaveLength(1);
    await open().writeKey(new Secret('ab'.repeat(32)));
    expect((await open().readKey())?.expose()).toBe('ab'.repeat(32));
  });
});

it('writes nothing into a folder that others can write to', async () => {
  const { directory, open } = await openStage();
  await mkdir(directory);
  await chmod(directory, 0o777);
  await expect(open().writeSealed(KEY, sealed)).rejects.toMatchObject({
    code: 'STORAGE_DENIED',
    message: expect.stringContaining(directory),
  });
  expect(await readdir(directory)).toEqual([]);
});
