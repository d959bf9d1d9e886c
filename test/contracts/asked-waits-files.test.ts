import * as real from 'node:fs/promises';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAskedWaitsFiles } from '../../main/adapters/places/asked-waits-files';
import { placeHash } from '../../main/adapters/places/place-hash';
import { MemoryAskedWaits } from '../support/fakes/asked-waits/memory-asked-waits';
import { temporaryFolder } from '../support/temporary-folder';
import { describeAskedWaits } from './asked-waits.contract';
import { failingCall } from './failing-call';

describeAskedWaits('memory, for tests', async () => {
  const waits = new MemoryAskedWaits();
  const open = () => {
    waits.failure = undefined;
    return waits;
  };
  return {
    open,
    openFailing: (code) => {
      waits.failure = code;
      return waits;
    },
  };
});

describeAskedWaits('files', async () => {
  const directory = join(await temporaryFolder(), 'state');
  return {
    open: () => createAskedWaitsFiles({ directory }),
    openFailing: (code) => {
      const fail = failingCall(code);
      return createAskedWaitsFiles({ directory, fileSystem: { ...real, open: fail, rename: fail, unlink: fail } });
    },
  };
});

describe('the file of a wait', () => {
  const PLACE = 'keychain:default';
  const wait = { token: '0123456789abcdef', askedAtMs: 1_750_000_000_000, waitMs: 60_000 };
  const set = async (text?: string) => {
    const directory = join(await temporaryFolder(), 'state');
    const path = join(directory, `${placeHash(PLACE)}.wait.json`);
    if (text !== undefined) {
      await mkdir(directory, { mode: 0o700 });
      await writeFile(path, text);
    }
    return { directory, path, waits: createAskedWaitsFiles({ directory }) };
  };

  it('is its owner’s alone, says its version, and leaves nothing beside it', async () => {
    const { directory, path, waits } = await set();
    await waits.note(PLACE, wait);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, ...wait });
    expect([(await stat(path)).mode & 0o777, (await readdir(directory)).length]).toEqual([0o600, 1]);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"version":1}',
    '{"version":1,"token":"x","askedAtMs":0,"waitMs":1}',
    '\0'.repeat(9000),
  ])('is no wait where it is damaged, and is replaced by the next: %#', async (text) => {
    const { waits } = await set(text);
    expect(await waits.read(PLACE)).toBeUndefined();
    await waits.note(PLACE, wait);
    expect(await waits.read(PLACE)).toEqual(wait);
  });

  it('of a newer version is no wait either, and is left alone', async () => {
    const { path, waits } = await set('{"version":2,"untilMs":5}');
    expect(await waits.read(PLACE)).toBeUndefined();
    await expect(waits.note(PLACE, wait)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await expect(waits.drop(PLACE)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await readFile(path, 'utf8')).toBe('{"version":2,"untilMs":5}');
  });

  it('that is a link is not followed, and what it points to stays', async () => {
    const { directory, path, waits } = await set();
    const elsewhere = join(directory, '..', 'elsewhere');
    await mkdir(directory, { mode: 0o700 });
    await writeFile(elsewhere, JSON.stringify({ version: 1, ...wait }));
    await symlink(elsewhere, path);
    for (const call of [waits.read(PLACE), waits.note(PLACE, { ...wait, waitMs: 7 }), waits.drop(PLACE)])
      await expect(call).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(await readFile(elsewhere, 'utf8')).toBe(JSON.stringify({ version: 1, ...wait }));
  });
});
