import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processorOf } from '../../../build/packages/processor.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const PREBUILDS = join(import.meta.dirname, '../../../node_modules/keytar/prebuilds');

it.each(['darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'])(
  'a library for %s is known as that',
  async (name) => {
    expect(await processorOf(join(PREBUILDS, name, 'keytar.node'))).toBe(name);
  },
);

it.each([
  ['a library for Linux', undefined],
  ['an empty file', ''],
  ['a text that starts as programs of Windows do', `MZ${' '.repeat(200)}`],
  ['a program whose header is beyond the first page', `MZ${'\0'.repeat(58)}\xff\xff\0\0`],
])('%s is none of macOS or Windows', async (_, text) => {
  const path = text === undefined ? join(PREBUILDS, 'linux-x64/keytar.node') : join(await temporaryFolder(), 'file');
  if (text !== undefined) await writeFile(path, text, 'latin1');
  expect(await processorOf(path)).toBeUndefined();
});
