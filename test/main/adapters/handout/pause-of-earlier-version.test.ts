import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { wasPausedInSettings } from '../../../../main/adapters/handout/pause-of-earlier-version';
import { temporaryFolder } from '../../../support/temporary-folder';

it.each<[string, string | undefined, string | undefined, boolean]>([
  ['no settings', undefined, undefined, false],
  ['paused', '{"version":1,"isPaused":true}', undefined, true],
  ['not paused', '{"isPaused":false}', '{"isPaused":true}', false],
  ['settings that do not name it', '{"theme":"dark"}', undefined, false],
  ['settings that do not understand it', '{"isPaused":"no"}', undefined, true],
  ['damaged, and a copy that was paused', '{', '{"isPaused":true}', true],
  ['damaged, and a copy that was not', '{', '{"isPaused":false}', false],
  ['damaged without a copy', '[]', undefined, true],
  ['gone, and a damaged copy', undefined, 'x', true],
  ['gone, and a copy', undefined, '{"isPaused":true}', true],
])('%s', async (_what, settings, copy, expected) => {
  const folder = await temporaryFolder();
  if (settings !== undefined) await writeFile(join(folder, 'preferences.json'), settings);
  if (copy !== undefined) await writeFile(join(folder, 'preferences.last-good.json'), copy);
  expect(wasPausedInSettings(join(folder, 'preferences.json'))).toBe(expected);
});

it.each([
  ['what is no file', (path: string) => mkdir(path)],
  ['a link that leads nowhere', (path: string) => symlink('nowhere', path)],
])('%s counts as damaged', async (_what, put) => {
  const folder = await temporaryFolder();
  await put(join(folder, 'preferences.json'));
  expect(wasPausedInSettings(join(folder, 'preferences.json'))).toBe(true);
});
