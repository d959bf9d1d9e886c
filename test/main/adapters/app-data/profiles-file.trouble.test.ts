// A list that cannot be read, written or fully understood. Normal operation: profiles-file.test.ts.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProfilesFile } from '../../../../main/adapters/app-data/profiles-file';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { putProfile } from '../../../support/put-profile';
import { MAIN, SECOND, VAULT, damaged, prepareProfilesFile } from '../../../support/prepare-profiles-file';

describe('a profiles file of a later version', () => {
  const LATER = { version: 99, sorted: 'by-name', profiles: [VAULT, { ...MAIN, colour: 'red' }] };

  it('is used as far as it is understood, and stays as it is', async () => {
    const { path, open, write, logger } = await prepareProfilesFile();
    await write(LATER);
    const text = await readFile(path, 'utf8');
    const index = await open();
    expect([index.list(), index.reservedIds()]).toEqual([[{ ...MAIN, colour: 'red' }], ['vault']]);
    const trouble = { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('newer version') as unknown };
    expect(index.trouble).toMatchObject(trouble);
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject(trouble);
    await expect(index.remove('default')).rejects.toMatchObject(trouble);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('that vanishes during the run is not written again with a lower version', async () => {
    const { path, open, write } = await prepareProfilesFile();
    await write(LATER);
    const index = await open();
    await rm(path);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject({
      message: expect.stringContaining('newer') as unknown,
    });
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('comes back from its own copy, byte by byte', async () => {
    const { folder, path, open } = await prepareProfilesFile();
    const text = `  ${JSON.stringify(LATER)}\n`;
    await writeFile(path, 'cut');
    await writeFile(join(folder, 'profiles.last-good.json'), text);
    expect((await open()).list()).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each([
    ['has no list', JSON.stringify({ version: 99, accounts: [] }), 'cut'],
    ['has no list in its copy, beside a damaged file', 'cut', JSON.stringify({ version: 99, accounts: [] })],
  ])('that %s is left alone: the first profile is there, with tokens expected', async (_what, text, copy) => {
    const { folder, path, open } = await prepareProfilesFile();
    await writeFile(path, text);
    await writeFile(join(folder, 'profiles.last-good.json'), copy);
    const index = await open();
    expect([index.list(), index.trouble?.message]).toEqual([[MAIN], expect.stringContaining('newer version')]);
    await expect(putProfile(index, SECOND)).rejects.toBe(index.trouble);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect((await readdir(folder)).sort()).toEqual(['profiles.json', 'profiles.last-good.json']);
  });

  it.each([
    ['with a list', LATER],
    ['without one', { version: 99 }],
  ])('that appears during the run is not written over, %s', async (_what, newer) => {
    const { open, write, read } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    await write(newer);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect([await read(), index.list(), index.trouble?.code]).toEqual([newer, [MAIN], 'STORAGE_UNAVAILABLE']);
  });
});

describe('a profiles file with a problem', () => {
  it('that cannot be read starts with the first profile, with tokens expected, and is not written in that run', async () => {
    const { path, open, write, read } = await prepareProfilesFile();
    await mkdir(path);
    const index = await open();
    expect(index.list()).toEqual([MAIN]);
    expect(index.trouble).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringMatching(/^The list of accounts is not known.*profiles\.json/) as unknown,
      remedy: 'Make the file readable, then start the app again. Nothing was changed.',
    });
    await expect(putProfile(index, SECOND)).rejects.toBe(index.trouble);
    await rm(path, { recursive: true });
    const there = { version: 3, profiles: [SECOND] };
    await write(there);
    await expect(putProfile(index, MAIN)).rejects.toBe(index.trouble);
    expect([await read(), (await open()).list()]).toEqual([there, [SECOND]]);
  });

  it('that cannot be written is used, and says so before there is anything to write', async () => {
    const { open, write } = await prepareProfilesFile();
    await write({ version: 3, profiles: [MAIN] });
    const readOnly = Object.assign(new Error('read-only file system'), { code: 'EROFS' });
    const index = await open({ fileSystem: { access: () => Promise.reject(readOnly) } });
    expect(index.list()).toEqual([MAIN]);
    expect(index.trouble).toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining('to write') as unknown,
    });
    await putProfile(index, SECOND);
    expect(index.trouble).toBeUndefined();
  });

  it('has no problem any more after a change that was written', async () => {
    const { folder, open } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    expect(index.trouble).toBeUndefined();
    await rename(folder, `${folder}-away`);
    await expect(putProfile(index, SECOND)).rejects.toBeDefined();
    expect(index.trouble).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await rename(`${folder}-away`, folder);
    await putProfile(index, SECOND);
    expect(index.trouble).toBeUndefined();
  });

  it('does not count a change that its caller gave up', async () => {
    const { open } = await prepareProfilesFile();
    const index = await open();
    const givenUp = index.update('default', () => {
      throw new Error('not now');
    });
    await expect(givenUp).rejects.toThrow('not now');
    expect(index.trouble).toBeUndefined();
  });

  it.each([
    ['damaged', 'cut'],
    ['without a list', '{"version":2}'],
  ])('that is %s before a change is set aside first', async (_what, text) => {
    const { folder, path, open, read } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    await writeFile(path, text);
    await putProfile(index, SECOND);
    expect(await read()).toEqual({ version: 3, profiles: [MAIN, SECOND] });
    const [aside, ...more] = damaged(await readdir(folder));
    expect([await readFile(join(folder, aside ?? ''), 'utf8'), more]).toEqual([text, []]);
  });

  it('that is damaged before a change, with its copy too, is set aside and replaced by what this run knows', async () => {
    const { folder, path, open, read } = await prepareProfilesFile();
    const index = await open();
    await putProfile(index, MAIN);
    for (const name of ['profiles.json', 'profiles.last-good.json']) await writeFile(join(folder, name), 'cut');
    await putProfile(index, SECOND);
    expect(await read()).toEqual({ version: 3, profiles: [MAIN, SECOND] });
    expect(await readFile(join(folder, damaged(await readdir(folder))[0] ?? ''), 'utf8')).toBe('cut');
    expect((await stat(path)).isFile()).toBe(true);
  });

  it('that is damaged and cannot be set aside is not written over', async () => {
    const { folder } = await prepareProfilesFile();
    // The name is just too long for a set-aside copy, but the file can be overwritten.
    const path = join(folder, `${'l'.repeat(220)}.json`);
    const text = JSON.stringify({ version: 3, profiles: [MAIN] });
    await writeFile(path, 'cut');
    await writeFile(path.replace(/json$/, 'last-good.json'), text);
    const index = await openProfilesFile({ path, clock: new FakeClock(), logger: new RecordingLogger() });
    expect([index.list(), index.trouble?.code]).toEqual([[MAIN], 'STORAGE_UNAVAILABLE']);
    await expect(putProfile(index, SECOND)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(await readFile(path, 'utf8')).toBe('cut');
  });
});
