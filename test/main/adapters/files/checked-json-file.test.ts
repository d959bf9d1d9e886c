// The file and its copy, with any content. With profiles as content: profiles-file.test.ts.
import { mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CheckJson,
  lastGoodName,
  readCheckedJsonFile,
  setAsideName,
  writeCheckedJsonFile,
} from '../../../../main/adapters/files/checked-json-file';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

const ASIDE = /^list\.damaged-2026-03-01T12-00-00Z-[0-9a-f]{4}\.json$/;
/** Values are plain texts here; "cross" makes the check itself fail. */
const check: CheckJson<string> = (json) => {
  if (json === 'cross') throw new Error('the check does not like it');
  if (json === 'later') return { kind: 'later', version: 2 };
  return typeof json === 'string' ? { kind: 'value', value: json } : { kind: 'damaged' };
};

async function prepare(content: { file?: string; copy?: string; name?: string } = {}) {
  const folder = await temporaryFolder();
  const { name = 'list' } = content;
  const path = join(folder, `${name}.json`);
  const copyPath = join(folder, `${name}.last-good.json`);
  if (content.file !== undefined) await writeFile(path, content.file);
  if (content.copy !== undefined) await writeFile(copyPath, content.copy);
  const logger = new RecordingLogger();
  const repairs: string[] = [];
  /** Runs while the repair waits for its turn. */
  let meanwhile = async (): Promise<void> => undefined;
  const exclusively = async <Result>(repair: () => Promise<Result>): Promise<Result> => {
    repairs.push('repair');
    await meanwhile();
    return repair();
  };
  const read = () => readCheckedJsonFile({ path, check, exclusively, clock: new FakeClock(), logger });
  const before = (work: () => Promise<void>) => {
    meanwhile = work;
  };
  const names = async () => (await readdir(folder)).sort();
  return {
    folder,
    path,
    copyPath,
    logger,
    read,
    repairs,
    before,
    names,
    levels: () => logger.lines.map(({ level }) => level),
  };
}

describe('reading', () => {
  it('gives the value of a good file and reads nothing else', async () => {
    const { read, names, levels } = await prepare({ file: '"mine"', copy: 'damaged' });
    expect(await read()).toEqual({ value: 'mine', isDamaged: false });
    expect([await names(), levels()]).toEqual([['list.json', 'list.last-good.json'], []]);
  });

  it.each([
    ['that a newer version wrote', { file: '"later"', copy: '"copy"' }],
    ['whose copy a newer version wrote', { file: 'cut', copy: '"later"' }],
    ['that is gone beside a copy that a newer version wrote', { copy: '"later"' }],
  ])('refuses a file %s, and changes nothing', async (_what, content) => {
    const { folder, read, names } = await prepare(content);
    const before = await names();
    await expect(read()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringMatching(/list.*\.json was written by a newer version of the app\.$/),
      remedy: 'Start that version again. Nothing was changed.',
    });
    expect(await names()).toEqual(before);
    if ('file' in content) expect(await readFile(join(folder, 'list.json'), 'utf8')).toBe(content.file);
  });

  it('repairs nothing that another process has repaired while it waited for the lock', async () => {
    const { path, read, before, names, levels } = await prepare({ file: 'cut', copy: '"copy"' });
    before(() => writeFile(path, '"newer"'));
    expect(await read()).toEqual({ value: 'newer', isDamaged: false });
    expect([await names(), levels()]).toEqual([['list.json', 'list.last-good.json'], []]);
  });

  it.each([
    ['good', { file: '"mine"', copy: 'damaged' }, 0],
    ['missing, as is its copy', {}, 0],
    ['damaged', { file: 'cut' }, 1],
    ['missing beside its copy', { copy: '"copy"' }, 1],
  ])('waits for its turn only where something must be repaired: %s', async (_what, content, turns) => {
    const { read, repairs } = await prepare(content);
    await read();
    expect(repairs).toHaveLength(turns);
  });

  it.each([
    ['its copy', '"copy"', { value: 'copy', isDamaged: false }],
    ['nothing, without a copy,', 'cut', { value: undefined, isDamaged: true }],
  ])('gives %s, and the reason, when a damaged file cannot be set aside', async (_what, copy, found) => {
    // Its own name fits into a folder, the longer set-aside name does not.
    const { path, copyPath, read, names } = await prepare({ file: 'cut', copy, name: 'l'.repeat(240) });
    expect(await read()).toEqual({ ...found, trouble: expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }) });
    expect([await readFile(path, 'utf8'), await readFile(copyPath, 'utf8')]).toEqual(['cut', copy]);
    expect(await names()).toHaveLength(2);
  });

  it('gives the copy, and the reason, when it cannot be put in the place of a missing file', async () => {
    const { path, copyPath, read } = await prepare({ copy: '"copy"' });
    await symlink('/nowhere/list.json', path);
    const trouble = expect.objectContaining({ code: 'STORAGE_DENIED' }) as unknown;
    expect(await read()).toEqual({ value: 'copy', isDamaged: false, trouble });
    expect(await readFile(copyPath, 'utf8')).toBe('"copy"');
  });

  it.each(['path', 'copyPath'] as const)('distinguishes a dangling link from a first start: %s', async (which) => {
    const world = await prepare();
    await symlink('/nowhere/list.json', world[which]);
    expect(await world.read()).toEqual({ value: undefined, isDamaged: true });
  });

  it('finds nothing if nothing exists, and makes nothing', async () => {
    const { read, names, levels } = await prepare();
    expect(await read()).toEqual({ value: undefined, isDamaged: false });
    expect([await names(), levels()]).toEqual([[], []]);
  });

  it.each([
    ['is cut', '"min'],
    ['is empty', ''],
    ['is something else', '[]'],
    ['makes the check fail', '"cross"'],
  ])('sets a file that %s aside as it was, and puts its copy in its place', async (_what, file) => {
    const { folder, path, logger, read, names } = await prepare({ file, copy: '"copy"' });
    expect(await read()).toEqual({ value: 'copy', isDamaged: false });
    const [aside = '', ...others] = await names();
    expect([aside, others]).toEqual([expect.stringMatching(ASIDE), ['list.json', 'list.last-good.json']]);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(file);
    expect(await readFile(path, 'utf8')).toBe('"copy"');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(logger.lines).toMatchObject([
      { level: 'warn', fields: { path, aside: join(folder, aside) } },
      { level: 'warn', fields: { path } },
    ]);
  });

  it('puts the copy in the place of a file that is missing', async () => {
    const { path, read, levels } = await prepare({ copy: '"copy"' });
    expect(await read()).toEqual({ value: 'copy', isDamaged: false });
    expect([await readFile(path, 'utf8'), levels()]).toEqual(['"copy"', ['warn']]);
  });

  it.each([
    ['file', { file: 'x' }],
    ['copy', { copy: 'x' }],
    ['file and copy', { file: 'x', copy: '[]' }],
  ])('tells a damaged %s from nothing at all, and deletes neither', async (_what, content) => {
    const { folder, read, names } = await prepare(content);
    const before = await Promise.all((await names()).map((name) => readFile(join(folder, name), 'utf8')));
    expect(await read()).toEqual({ value: undefined, isDamaged: true });
    const after = await Promise.all((await names()).map((name) => readFile(join(folder, name), 'utf8')));
    expect(after.sort()).toEqual(before.sort());
  });

  it('counts a copy that cannot be read as damaged, and says so', async () => {
    const { copyPath, read, levels } = await prepare();
    await mkdir(copyPath);
    expect(await read()).toMatchObject({
      value: undefined,
      isDamaged: true,
      copyFailure: { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining(copyPath) as unknown },
    });
    expect(levels()).toEqual(['error']);
  });

  it('fails for a file that cannot be read: what is not known is not damaged', async () => {
    const { path, read, names } = await prepare({ copy: '"copy"' });
    await mkdir(path);
    await expect(read()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining(path) });
    expect(await names()).toEqual(['list.json', 'list.last-good.json']);
  });
});

describe('writing', () => {
  it('writes the same readable text into file and copy, both private', async () => {
    const { path, copyPath, logger } = await prepare();
    await writeCheckedJsonFile(path, { a: [1] }, logger);
    for (const written of [path, copyPath]) {
      expect(await readFile(written, 'utf8')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
      expect((await stat(written)).mode & 0o777).toBe(0o600);
    }
  });

  it('that fails leaves file and copy as they were', async () => {
    const { folder, path, copyPath, logger } = await prepare({ file: '"old"', copy: '"old"' });
    await rename(folder, `${folder}-away`);
    await expect(writeCheckedJsonFile(path, 'new', logger)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await rename(`${folder}-away`, folder);
    expect([await readFile(path, 'utf8'), await readFile(copyPath, 'utf8')]).toEqual(['"old"', '"old"']);
  });

  it('succeeds although the copy cannot be written, and says so', async () => {
    const { path, copyPath, logger, levels } = await prepare();
    await mkdir(copyPath);
    await writeCheckedJsonFile(path, 'new', logger);
    expect([await readFile(path, 'utf8'), levels()]).toEqual(['"new"\n', ['error']]);
  });
});

describe('the names beside a file', () => {
  it('say what they are, and change only its end', () => {
    expect(lastGoodName('/home/jo.json/list.json')).toBe('/home/jo.json/list.last-good.json');
    expect(setAsideName('/home/jo.json/list.json', FAKE_START_MS + 999)).toMatch(
      /^\/home\/jo\.json\/list\.damaged-2026-03-01T12-00-00Z-[0-9a-f]{4}\.json$/,
    );
  });

  it('differ for two that are set aside in one second', () => {
    const names = Array.from({ length: 5 }, () => setAsideName('/list.json', FAKE_START_MS));
    expect(new Set(names).size).toBeGreaterThan(1);
  });
});
