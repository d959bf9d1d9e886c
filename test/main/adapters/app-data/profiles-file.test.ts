import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProfilesFile } from '../../../../main/adapters/app-data/profiles-file';
import type { ProfileEntry } from '../../../../main/core/ports/profile-index';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

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
    await (await open()).put(MAIN);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, profiles: [MAIN] });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('of a version that did not note the keychain is read as it is', async () => {
    const { path, open } = await prepare();
    await writeFile(path, JSON.stringify({ version: 1, profiles: [MAIN] }));
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    await index.put({ ...MAIN, keychainProvider: 'KWallet' });
    expect((await open()).list()).toEqual([{ ...MAIN, keychainProvider: 'KWallet' }]);
  });

  it.each([
    ['cut', '{"version":1,"profiles":[{"id":"def'],
    ['empty', ''],
    ['of another shape', '[]'],
    ['of a later version', '{"version":2,"profiles":[]}'],
    ['with an id twice', JSON.stringify({ version: 1, profiles: [MAIN, MAIN] })],
    ['with an id that is none', JSON.stringify({ version: 1, profiles: [{ ...MAIN, id: '../x' }] })],
  ])('that is %s is set aside whole, said in the log, and replaced by its last good copy', async (_name, text) => {
    const { folder, path, logger, open } = await prepare();
    const index = await open();
    await index.put(MAIN);
    await index.put(SECOND);
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
    await index.put(SECOND);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
  });

  it('that was removed comes back from its copy', async () => {
    const { folder, path, open } = await prepare();
    await (await open()).put(MAIN);
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
    await index.put(MAIN);
    await rename(folder, `${folder}-away`);
    await expect(index.put(SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await rename(`${folder}-away`, folder);
    expect(index.list()).toEqual([MAIN]);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ profiles: [MAIN] });
    await index.put(SECOND);
    expect((await open()).list()).toEqual([MAIN, SECOND]);
  });

  it('is written even when its copy cannot be', async () => {
    const { folder, logger, open } = await prepare();
    const index = await open();
    await mkdir(join(folder, 'profiles.last-good.json'));
    await index.put(MAIN);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
    expect((await open()).list()).toEqual([MAIN]);
  });

  it('that is missing beside a copy that cannot be read is taken for lost, not for a first start', async () => {
    const { folder, open } = await prepare();
    await mkdir(join(folder, 'profiles.last-good.json'));
    expect((await open()).list()).toEqual([MAIN]);
  });
});
