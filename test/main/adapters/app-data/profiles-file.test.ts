import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProfilesFile } from '../../../../main/adapters/app-data/profiles-file';
import type { ProfileEntry } from '../../../../main/core/ports/profile-index';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';
import { putProfile } from '../../../support/put-profile';

const MAIN: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };
const SECOND: ProfileEntry = { id: 'second', name: 'bot', store: { kind: 'keychain' }, hasTokens: false };

async function prepare() {
  const folder = await temporaryFolder();
  const path = join(folder, 'profiles.json');
  const logger = new RecordingLogger();
  const open = () => openProfilesFile({ path, clock: new FakeClock(), logger });
  return { folder, path, logger, open };
}

const damaged = (names: readonly string[]) =>
  names.filter((name) => name.startsWith('profiles.damaged-2026-03-01T12-00-00Z-'));

describe('the profiles file', () => {
  it('is private, has a version and holds no secret', async () => {
    const { path, open } = await prepare();
    await putProfile(await open(), MAIN);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 2, profiles: [MAIN] });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('of a version that did not note the keychain is read as it is', async () => {
    const { path, open } = await prepare();
    await writeFile(path, JSON.stringify({ version: 1, profiles: [MAIN] }));
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    await putProfile(index, { ...MAIN, keychainProvider: 'KWallet' });
    expect((await open()).list()).toEqual([{ ...MAIN, keychainProvider: 'KWallet' }]);
  });

  it.each([
    ['cut', '{"version":1,"profiles":[{"id":"def'],
    ['empty', ''],
    ['of another shape', '[]'],
    ['with an id twice', JSON.stringify({ version: 1, profiles: [MAIN, MAIN] })],
    ['with an id that is none', JSON.stringify({ version: 1, profiles: [{ ...MAIN, id: '../x' }] })],
  ])('that is %s is set aside whole, said in the log, and replaced by its last good copy', async (_name, text) => {
    const { folder, path, logger, open } = await prepare();
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

  it('without a good copy starts with the first profile, taken to have tokens, so that a locked keychain is not taken for an empty one', async () => {
    const { folder, path, open } = await prepare();
    await writeFile(path, 'damaged');
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    expect(damaged(await readdir(folder))).toHaveLength(1);
    await putProfile(index, SECOND);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
  });

  it('that was removed comes back from its copy', async () => {
    const { folder, path, open } = await prepare();
    await putProfile(await open(), MAIN);
    await writeFile(join(folder, 'profiles.last-good.json'), await readFile(path));
    await rm(path);
    expect((await open()).list()).toEqual([MAIN]);
  });

  it('that is there but cannot be read is an error, not an empty list', async () => {
    const { path, open } = await prepare();
    await mkdir(path);
    await expect(open()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining(path) });
  });

  it('keeps its list as it was when a change cannot be written', async () => {
    const { folder, path, open } = await prepare();
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
    const { folder, logger, open } = await prepare();
    const index = await open();
    await mkdir(join(folder, 'profiles.last-good.json'));
    await putProfile(index, MAIN);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
    expect((await open()).list()).toEqual([MAIN]);
  });

  it('that is missing beside a copy that cannot be read is taken for lost, not for a first start', async () => {
    const { folder, open } = await prepare();
    await mkdir(join(folder, 'profiles.last-good.json'));
    expect((await open()).list()).toEqual([MAIN]);
  });

  it('keeps what another process has written since it was opened', async () => {
    const { open } = await prepare();
    const [one, other] = [await open(), await open()];
    await putProfile(one, MAIN);
    await putProfile(other, SECOND);
    await one.update('default', (current = MAIN) => ({ ...current, name: 'renamed' }));
    await other.update('default', (current = MAIN) => ({ ...current, hasTokens: false }));
    expect((await open()).list()).toEqual([{ ...MAIN, name: 'renamed', hasTokens: false }, SECOND]);
  });

  it.each([
    ['is one of a newer version', ''],
    ['is damaged beside a copy of a newer version', 'cut'],
  ])('that %s keeps the app from opening it, in words, and stays as it is', async (_what, instead) => {
    const { folder, path, open } = await prepare();
    const newer = JSON.stringify({ version: 99, profiles: [], more: true });
    await writeFile(path, instead || newer);
    await writeFile(join(folder, 'profiles.last-good.json'), newer);
    await expect(open()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining('was written by a newer version of the app'),
      remedy: 'Start that version again. Nothing was changed.',
    });
    expect(await readFile(path, 'utf8')).toBe(instead || newer);
    expect(damaged(await readdir(folder))).toEqual([]);
  });

  it('that a newer version writes meanwhile is not written over', async () => {
    const { path, open } = await prepare();
    const index = await open();
    await putProfile(index, MAIN);
    const newer = JSON.stringify({ version: 99, profiles: [] });
    await writeFile(path, newer);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await readFile(path, 'utf8')).toBe(newer);
  });

  it('keeps keys that it does not know: of the file, of an entry and of its place', async () => {
    const { path, open } = await prepare();
    const store = { kind: 'file', path: '/x', colour: 'red' };
    await writeFile(path, JSON.stringify({ version: 2, sorted: 'by-name', profiles: [{ ...MAIN, store, pinned: 1 }] }));
    const index = await open();
    await index.update('default', (current = MAIN) => ({ ...current, name: 'renamed' }));
    await putProfile(index, SECOND);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      version: 2,
      sorted: 'by-name',
      profiles: [{ ...MAIN, name: 'renamed', store, pinned: 1 }, SECOND],
    });
  });

  it('keeps a profile in a kind of place that it does not know, opens the others, and gives its id to nobody', async () => {
    const { path, open } = await prepare();
    const later = { id: 'vault', name: 'V', store: { kind: 'vault', url: 'x' }, hasTokens: true, more: [1] };
    await writeFile(path, JSON.stringify({ version: 2, profiles: [later, MAIN] }));
    const index = await open();
    expect([index.list(), index.reservedIds()]).toEqual([[MAIN], ['vault']]);
    await expect(index.update('vault', () => SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await index.remove('vault');
    await putProfile(index, SECOND);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 2, profiles: [later, MAIN, SECOND] });
  });

  it('does not open as an empty list when it knows none of its profiles', async () => {
    const { path, open } = await prepare();
    const text = JSON.stringify({ version: 2, profiles: [{ id: 'default', store: { kind: 'vault' } }] });
    await writeFile(path, text);
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('newer version') });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});
