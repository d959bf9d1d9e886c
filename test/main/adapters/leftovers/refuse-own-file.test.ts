import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refuseOwnFile } from '../../../../main/adapters/leftovers/refuse-own-file';
import { InTime } from '../../../../main/core/storage/in-time';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';

let folder: string;
const at = (...parts: readonly string[]) => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'));
  mkdirSync(at('data'));
  writeFileSync(at('data', 'profiles.json'), '');
  symlinkSync(at('data'), at('linked'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['a file of the app’s', ['data', 'profiles.json'], 'INVALID_INPUT'],
  ['a new file in a folder of the app’s', ['data', 'new.json'], 'INVALID_INPUT'],
  ['the same through a link', ['linked', 'new.json'], 'INVALID_INPUT'],
  ['a file elsewhere', ['mine.json'], undefined],
  ['a folder that is not there', ['gone', 'mine.json'], 'STORAGE_UNAVAILABLE'],
])('judges %s', async (_what, parts, code) => {
  const refused = refuseOwnFile(at(...parts), () => [at('data')], new InTime(new FakeClock()));
  expect(await outcomeOf(refused)).toBe(code);
});
