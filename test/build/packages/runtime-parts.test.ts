import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { runtimeParts } from '../../../build/packages/runtime-parts.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

/** A runtime whose `file` contains the text; its program is `electron`. */
async function runtimeWith(text: string | Buffer, file = 'electron') {
  const dir = await temporaryFolder();
  await mkdir(dirname(join(dir, file)), { recursive: true });
  await writeFile(join(dir, file), text);
  return { dir, executable: join(dir, 'electron') };
}

const MARKS = 'x\0Chrome/140.0.7339.41\0https://nodejs.org/download/release/v24.1.0/node-v24.1.0.tar.gz\0';
const PARTS = { chromium: '140.0.7339.41', node: '24.1.0' };
const CHUNK = 1 << 20;

it.each([
  ['the program', MARKS, 'electron'],
  ['the framework of macOS', MARKS, 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'],
])('reads the versions out of %s', async (_what, text, file) => {
  expect(await runtimeParts(await runtimeWith(text, file))).toEqual(PARTS);
});

it.each([1, 2, 9, 16, 22, 23])(
  'finds a version of which %i letters are in the part that is read first',
  async (count) => {
    const text = `${'x'.repeat(CHUNK - count - 1)}${MARKS.slice(1)}`;
    expect(await runtimeParts(await runtimeWith(text))).toEqual(PARTS);
  },
);

it.each([
  ['Chromium', 'node-v24.1.0.tar.gz'],
  ['Node', 'Chrome/140.0.7339.41\0'],
])('refuses a program that does not say which %s it has', async (what, text) => {
  await expect(runtimeParts(await runtimeWith(text))).rejects.toThrow(
    new RegExp(`electron does not say which ${what} it is made of`),
  );
});
