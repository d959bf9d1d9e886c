// The file and its copy, whatever is inside. With profiles inside: profiles-file.test.ts.
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type CheckJson,
  lastGoodName,
  readCheckedJson,
  readCheckedJsonFile,
  setAsideName,
  writeCheckedJsonFile,
} from '../../../../main/adapters/files/checked-json-file';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

const ASIDE = /^list\.damaged-2026-03-01T12-00-00Z-[0-9a-f]{4}\.json$/;
/** Texts are values here; "cross" makes the check itself fail. */
const check: CheckJson<string> = (json) => {
  if (json === 'cross') throw new Error('the check does not like it');
  if (json === 'later') return { kind: 'later', version: 2 };
  return typeof json === 'string' ? { kind: 'value', value: json } : { kind: 'damaged' };
};

async function prepare(content: { file?: string; copy?: string } = {}) {
  const folder = await temporaryFolder();
  const path = join(folder, 'list.json');
  const copyPath = join(folder, 'list.last-good.json');
  if (content.file !== undefined) await writeFile(path, content.file);
  if (content.copy !== undefined) await writeFile(copyPath, content.copy);
  const logger = new RecordingLogger();
  const read = () => readCheckedJsonFile({ path, check, clock: new FakeClock(), logger });
  const names = async () => (await readdir(folder)).sort();
  return { folder, path, copyPath, logger, read, names, levels: () => logger.lines.map(({ level }) => level) };
}

describe('reading', () => {
  it('gives the value of a good file and looks at nothing else', async () => {
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

  it.each([
    ['good', '"mine"', 'mine'],
    ['damaged', 'cut', undefined],
  ])('once more, before a change, gives what a file holds now: %s', async (_what, file, value) => {
    const { path, names } = await prepare({ file, copy: '"copy"' });
    expect(await readCheckedJson(path, check)).toBe(value);
    expect(await readCheckedJson(`${path}-nowhere`, check)).toBeUndefined();
    expect(await names()).toEqual(['list.json', 'list.last-good.json']);
    await writeFile(path, '"later"');
    await expect(readCheckedJson(path, check)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('fails before a change of a file that cannot be read now, which would write over what nobody has seen', async () => {
    const { path } = await prepare();
    await mkdir(path);
    await expect(readCheckedJson(path, check)).rejects.toMatchObject({ message: expect.stringContaining(path) });
  });

  it('finds nothing where nothing is, and makes nothing', async () => {
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

  it('takes a copy that cannot be read for damaged, and says so', async () => {
    const { copyPath, read, levels } = await prepare();
    await mkdir(copyPath);
    expect(await read()).toEqual({ value: undefined, isDamaged: true });
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
  it('puts the same readable text into file and copy, for their owner alone', async () => {
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

  it('holds although the copy cannot be written, and says so', async () => {
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
