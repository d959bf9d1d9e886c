import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCommandLineFile } from '../../../../main/adapters/handout/command-line-file';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  path = join(folder, 'command-line.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () =>
  createCommandLineFile({ path, lock: createMemoryRefreshLock(new FakeClock()), logger: new RecordingLogger() });

it('names nobody at first, and reading writes nothing', () => {
  expect([file().read(), existsSync(path)]).toEqual([undefined, false]);
});

it('keeps the choice for every program, for its owner only', async () => {
  const other = file();
  expect(other.read()).toBeUndefined();
  await file().write('bots');
  expect([other.read(), statSync(path).mode & 0o777]).toEqual(['bots', 0o600]);
});

it('keeps fields that a newer version has written', async () => {
  writeFileSync(path, JSON.stringify({ version: 1, defaultProfile: 'a', more: [1] }));
  await file().write('b');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, defaultProfile: 'b', more: [1] });
});

it.each([
  ['damaged', '{', 'STORAGE_CORRUPT'],
  ['of another shape', '{"version":1,"defaultProfile":"../x"}', 'STORAGE_CORRUPT'],
  ['null', 'null', 'STORAGE_CORRUPT'],
  ['of a newer version', '{"version":2}', 'STORAGE_UNAVAILABLE'],
])('never takes another account where the file is %s', async (_what, text, code) => {
  writeFileSync(path, text);
  expect(() => file().read()).toThrow(expect.objectContaining({ code }));
  await expect(file().write('b')).rejects.toMatchObject({ code });
  expect(readFileSync(path, 'utf8')).toBe(text);
});
