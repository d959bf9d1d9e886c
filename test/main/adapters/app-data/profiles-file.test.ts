import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import {
  createMemoryRefreshLock,
  createRecordingLock,
  type LockRequest,
} from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { putProfile } from '../../../support/put-profile';
import { MAIN, SECOND, VAULT, CUT, damaged, prepareProfilesFile } from '../../../support/prepare-profiles-file';

describe('the profiles file', () => {
  it('is private, has a version and holds no secret', async () => {
    const { path, open } = await prepareProfilesFile();
    await putProfile(await open(), MAIN);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 3, profiles: [MAIN] });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('of a version that did not note the keychain is read as it is', async () => {
    const { path, open } = await prepareProfilesFile();
    await writeFile(path, JSON.stringify({ version: 1, profiles: [MAIN] }));
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    await putProfile(index, { ...MAIN, keychainProvider: 'KWallet' });
    expect((await open()).list()).toEqual([{ ...MAIN, keychainProvider: 'KWallet' }]);
  });

  it('of an earlier version is written in the newest form before anything else happens, so that the earlier version leaves it alone', async () => {
    const { path, open } = await prepareProfilesFile();
    const former = { version: 2, extra: 1, profiles: [{ ...MAIN, deletionPendingSinceMs: 5 }] };
    await writeFile(path, JSON.stringify(former));
    await open();
    const removing = [{ store: MAIN.store, sinceMs: 5, reason: 'signed-out' }];
    const written: unknown = JSON.parse(await readFile(path, 'utf8'));
    expect(written).toEqual({ version: 3, extra: 1, profiles: [{ ...MAIN, removing }] });
    const { mtimeMs } = await stat(path);
    await open();
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });

  it.each([
    ['cut', '{"version":1,"profiles":[{"id":"def'],
    ['empty', ''],
    ['of another shape', '[]'],
    ['without a version', JSON.stringify({ profiles: [MAIN] })],
    ['without a list', JSON.stringify({ version: 3, profiles: {} })],
  ])('that is %s is set aside whole, said in the log, and replaced by its last good copy', async (_name, text) => {
    const { folder, path, logger, open } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    await putProfile(index, SECOND);
    await writeFile(path, text);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
    const [aside] = damaged(await readdir(folder));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
    expect(damaged(await readdir(folder))).toHaveLength(1);
  });

  it('without a good copy starts with the first profile, assumed to have tokens, so that a locked keychain does not count as an empty one', async () => {
    const { folder, path, open } = await prepareProfilesFile();
    await writeFile(path, 'damaged');
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    expect(damaged(await readdir(folder))).toHaveLength(1);
    expect(index.trouble).toMatchObject({ code: 'STORAGE_CORRUPT', message: expect.stringContaining('no good copy') });
    await putProfile(index, SECOND);
    expect([(await open()).list(), index.trouble]).toEqual([[MAIN, SECOND], undefined]);
  });

  it('that was removed comes back from its copy', async () => {
    const { folder, path, open } = await prepareProfilesFile();
    await putProfile(await open(), MAIN);
    await writeFile(join(folder, 'profiles.last-good.json'), await readFile(path));
    await rm(path);
    expect((await open()).list()).toEqual([MAIN]);
  });

  it('keeps its list as it was when a change cannot be written', async () => {
    const { folder, path, open } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    await rename(folder, `${folder}-away`);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await rename(`${folder}-away`, folder);
    expect(index.list()).toEqual([MAIN]);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ profiles: [MAIN] });
    await putProfile(index, SECOND);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
  });

  it('is written even when its copy cannot be', async () => {
    const { folder, logger, open } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    await rm(join(folder, 'profiles.last-good.json'));
    await mkdir(join(folder, 'profiles.last-good.json'));
    await putProfile(index, SECOND);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
  });

  it.each(['damaged', undefined])(
    'that is %s beside a copy that cannot be read counts as lost, and not written until that can be read',
    async (text) => {
      const { folder, path, open, read } = await prepareProfilesFile();
      const copy = join(folder, 'profiles.last-good.json');
      await putProfile(await open(), SECOND);
      // A folder in the place of the file makes it unreadable, also for root.
      await rename(copy, `${copy}.away`);
      await mkdir(copy);
      if (text === undefined) await rm(path);
      else await writeFile(path, text);
      const index = await open();
      const expected = { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('its copy could not be read') };
      expect([index.list(), index.trouble]).toMatchObject([[MAIN], expected]);
      await expect(putProfile(index, MAIN)).rejects.toMatchObject(expected);
      expect(await readdir(folder)).not.toContain('profiles.json');
      await rmdir(copy);
      await rename(`${copy}.away`, copy);
      await putProfile(index, MAIN);
      expect([await read(), index.trouble]).toEqual([{ version: 3, profiles: [SECOND, MAIN] }, undefined]);
    },
  );

  it('that is damaged like its copy is replaced only when both are set aside', async () => {
    const { folder, path, open } = await prepareProfilesFile();
    await writeFile(path, 'cut');
    await writeFile(join(folder, 'profiles.last-good.json'), 'cut, too');
    await putProfile(await open(), SECOND);
    const aside = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
    const texts = await Promise.all(aside.map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.sort()).toEqual(['cut', 'cut, too']);
  });

  it('that was set aside at an earlier start, and not written since, is still lost', async () => {
    const { path, open } = await prepareProfilesFile();
    await writeFile(path, 'damaged');
    await open();
    const { trouble, list } = await open();
    expect([list(), trouble?.code]).toEqual([[MAIN], 'STORAGE_CORRUPT']);
  });

  it('keeps what another process has written since it was opened', async () => {
    const { open } = await prepareProfilesFile();
    const [one, other] = [await open(), await open()];
    await putProfile(one, MAIN);
    await putProfile(other, SECOND);
    await one.update('default', (current = MAIN) => ({ ...current, name: 'renamed' }));
    await other.update('default', (current = MAIN) => ({ ...current, hasTokens: false }));
    expect((await open()).list()).toEqual([{ ...MAIN, name: 'renamed', hasTokens: false }, SECOND]);
  });

  it('keeps keys that it does not know: of the file, of an entry and of its place', async () => {
    const { path, open } = await prepareProfilesFile();
    const store = { kind: 'file', path: '/x', colour: 'red' };
    await writeFile(path, JSON.stringify({ version: 3, sorted: 'by-name', profiles: [{ ...MAIN, store, pinned: 1 }] }));
    const index = await open();
    await index.update('default', (current = MAIN) => ({ ...current, name: 'renamed' }));
    await putProfile(index, SECOND);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      version: 3,
      sorted: 'by-name',
      profiles: [{ ...MAIN, name: 'renamed', store, pinned: 1 }, SECOND],
    });
  });

  it('keeps an entry that it does not understand, gives its id to nobody, and changes the others', async () => {
    const { open, write, read } = await prepareProfilesFile();
    await write({ version: 3, profiles: [VAULT, null, MAIN, CUT] });
    const index = await open();
    expect([index.list(), index.reservedIds(), index.trouble]).toEqual([[MAIN], ['vault', 'cut'], undefined]);
    expect(index.unknownEntries()).toEqual([
      { id: 'vault', name: 'V', reason: 'newer-version' },
      { id: undefined, name: undefined, reason: 'unreadable' },
      { id: 'cut', name: undefined, reason: 'unreadable' },
    ]);
    await index.update('default', (current = SECOND) => ({ ...current, name: 'renamed' }));
    await putProfile(index, SECOND);
    expect(await read()).toStrictEqual({
      version: 3,
      profiles: [VAULT, null, { ...MAIN, name: 'renamed' }, CUT, SECOND],
    });
    for (const id of ['vault', 'cut']) {
      const refused = {
        code: 'STORAGE_UNAVAILABLE',
        message: expect.stringContaining('does not understand') as unknown,
      };
      await expect(index.update(id, () => ({ ...SECOND, id }))).rejects.toMatchObject(refused);
      await expect(index.remove(id)).rejects.toMatchObject(refused);
    }
    expect(index.trouble).toBeUndefined();
    expect(await read()).toMatchObject({ profiles: [VAULT, null, { name: 'renamed' }, CUT, SECOND] });
  });

  it('does not remove a profile whose id occurs twice: the second would be a profile then', async () => {
    const { open, write, read } = await prepareProfilesFile();
    const twice = { version: 3, profiles: [MAIN, SECOND, { ...SECOND, name: 'again' }] };
    await write(twice);
    const index = await open();
    expect(index.list()).toEqual([MAIN, SECOND]);
    await expect(index.remove('second')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await read()).toEqual(twice);
  });

  it('without entries is an empty list, for which no tokens are expected', async () => {
    const { open, write } = await prepareProfilesFile();
    await write({ version: 3, profiles: [] });
    expect((await open()).list()).toEqual([]);
  });

  it.each([
    ['the first profile, with tokens expected, where its entry may be among them', [null, CUT], [MAIN]],
    ['nothing where the id of the first profile is taken', [{ id: 'default', store: { kind: 'vault' } }], []],
  ])('that has entries, but none that is understood, starts with %s', async (_what, profiles, list) => {
    const { open, write, read } = await prepareProfilesFile();
    await write({ version: 3, profiles });
    const index = await open();
    expect(index.list()).toEqual(list);
    await putProfile(index, SECOND);
    expect(await read()).toEqual({ version: 3, profiles: [...profiles, ...list, SECOND] });
  });
});

describe('the lock of a profiles file', () => {
  it('is held for each change and for a repair, not to read', async () => {
    const { path, open, write } = await prepareProfilesFile();
    await write({ version: 3, profiles: [MAIN] });
    const asked: LockRequest[] = [];
    const lock = createRecordingLock(createMemoryRefreshLock(new FakeClock()), asked);
    const index = await open({ lock });
    expect(asked).toEqual([]);
    await putProfile(index, SECOND);
    await index.remove('second');
    await writeFile(path, 'cut');
    await open({ lock });
    expect(asked.map(({ place }) => place)).toEqual(Array.from({ length: 3 }, () => `index:${path}`));
  });

  it('is released after a change that fails', async () => {
    const { path, open } = await prepareProfilesFile();
    const lock = createMemoryRefreshLock(new FakeClock());
    const index = await open({ lock });
    const failing = index.update('default', () => {
      throw new Error('not now');
    });
    await expect(failing).rejects.toThrow('not now');
    const release = await lock.acquire(`index:${path}`, 0);
    expect(release).toBeDefined();
    release?.();
    await putProfile(index, MAIN);
    expect(index.list()).toEqual([MAIN]);
  });

  it('that another process holds makes the change fail with a message', async () => {
    const { open } = await prepareProfilesFile();
    const index = await open({ lock: { acquire: async () => undefined } });
    await expect(putProfile(index, MAIN)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect([index.list(), index.trouble?.code]).toEqual([[], 'TIMEOUT']);
  });

  it('that the platform cannot give is not needed: the change is made, and the log says so', async () => {
    const { open, logger } = await prepareProfilesFile();
    const index = await open({ lock: { acquire: () => Promise.reject(new Error('no flock')) } });
    await putProfile(index, MAIN);
    expect([index.list(), index.trouble]).toEqual([[MAIN], undefined]);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
  });
});
