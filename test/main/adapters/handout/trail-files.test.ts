import { appendFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTrailFiles } from '../../../../main/adapters/handout/trail-files';
import { entryOf, readTrail } from '../../../contracts/trail-files.contract';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { temporaryFolder } from '../../../support/temporary-folder';

async function setUp(size = { largestBytes: 1024 * 1024, fileCount: 3 }) {
  const folder = await temporaryFolder();
  const path = join(folder, 'trail.jsonl');
  const lock = createMemoryRefreshLock(new FakeClock());
  const open = () => createTrailFiles({ path, lock, logger: new RecordingLogger(), size });
  const ids = async () => (await readTrail(open())).map(({ id }) => id);
  return { folder, path, open, ids };
}

describe('the trail over files', () => {
  it('is private, and only grows', async () => {
    const { path, open } = await setUp();
    await open().append([entryOf('one')]);
    const first = await readFile(path, 'utf8');
    await open().append([entryOf('two')]);
    expect((await readFile(path, 'utf8')).startsWith(first)).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('goes on with the numbers when a file is full, and keeps no more than its files', async () => {
    const { folder, open, ids } = await setUp({ largestBytes: 500, fileCount: 3 });
    const file = open();
    for (let count = 0; count < 12; count++) await file.append([entryOf('x')]);
    expect((await readdir(folder)).filter((name) => name.startsWith('trail.jsonl')).length).toBeLessThanOrEqual(3);
    const found = await ids();
    expect([found[0], found.length < 12]).toEqual([12, true]);
    expect(found).toEqual(found.map((_id, index) => 12 - index));
  });

  it('skips damaged lines, whose numbers are missing from then on', async () => {
    const { path, open, ids } = await setUp();
    const file = open();
    await file.append([entryOf('one'), entryOf('two')]);
    await appendFile(path, '{"version":1,"id":3,"cut sh');
    await file.append([entryOf('four')]);
    expect(await ids()).toEqual([4, 2, 1]);
  });

  it.each([
    ['no line can have', Number.MAX_SAFE_INTEGER, [4, 2, 1]],
    ['is the largest of all', 1e15, [4, 2, 1]],
    ['is large, and can be counted on from', 1e15 - 1, [1e15, 1e15 - 1, 2, 1]],
  ])('does not lose what comes after a line whose number %s', async (_what, id, expected) => {
    const { path, open, ids } = await setUp();
    const file = open();
    await file.append([entryOf('one'), entryOf('two')]);
    const [, two = '{}'] = (await readFile(path, 'utf8')).split('\n');
    await appendFile(path, `${JSON.stringify({ ...(JSON.parse(two) as object), id })}\n`);
    await file.append([entryOf('next')]);
    expect(await ids()).toEqual(expected);
    for (const _more of [1, 2]) await open().append([entryOf('more'), entryOf('more')]);
    expect((await ids()).length).toBeGreaterThanOrEqual(6);
    expect(new Set(await ids()).size).toBe((await ids()).length);
  });

  it('continues from what is there when somebody removes lines', async () => {
    const { path, open, ids } = await setUp();
    const file = open();
    await file.append([entryOf('one'), entryOf('two'), entryOf('three')]);
    const [one, , three] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, `${one}\n${three}\n`);
    await file.append([entryOf('four')]);
    expect(await ids()).toEqual([4, 3, 1]);
    await rm(path);
    await file.append([entryOf('anew')]);
    expect(await ids()).toEqual([1]);
  });

  it('reads no line twice when a file is put aside meanwhile', async () => {
    const { path, open, ids } = await setUp();
    await open().append([entryOf('one'), entryOf('two')]);
    await writeFile(`${path}.1`, await readFile(path));
    expect(await ids()).toEqual([2, 1]);
  });
});
