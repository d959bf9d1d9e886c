import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFolder } from '../../build/replace-folder.mjs';
import { runNode } from '../support/processes/run-node';
import { temporaryFolder } from '../support/temporary-folder';

const MODULE = join(import.meta.dirname, '../../build/replace-folder.mjs');
const files = (text: string) =>
  new Map([
    ['main.cjs', text],
    ['icons/deep/a.png', text],
  ]);

it('puts the new files in, also into new folders, and removes files in the way or of another build', async () => {
  const folder = join(await temporaryFolder(), 'dist');
  await mkdir(join(folder, 'old/deep'), { recursive: true });
  await writeFile(join(folder, 'old/deep/a.js'), '');
  await writeFile(join(folder, 'main.cjs'), 'former');
  await replaceFolder(folder, files('new'));
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'icons',
    'icons/deep',
    'icons/deep/a.png',
    'main.cjs',
  ]);
  expect(await readFile(join(folder, 'main.cjs'), 'utf8')).toBe('new');
});

it('makes programs executable for everybody', async () => {
  const folder = await temporaryFolder();
  await replaceFolder(folder, files('new'), ['main.cjs']);
  const [program, other] = await Promise.all(['main.cjs', 'icons/deep/a.png'].map((name) => stat(join(folder, name))));
  expect([(program?.mode ?? 0) & 0o111, (other?.mode ?? 0) & 0o111]).toEqual([0o111, 0]);
});

it('keeps the temporary files of a build that still runs, and removes those of a killed one', async () => {
  const folder = await temporaryFolder();
  for (const pid of [process.ppid, 2 ** 22 + 1]) {
    await mkdir(join(folder, `.partial-${pid}`));
    await writeFile(join(folder, `.partial-${pid}`, 'main.cjs'), 'half');
  }
  await replaceFolder(folder, files('new'));
  expect((await readdir(folder)).sort()).toEqual([`.partial-${process.ppid}`, 'icons', 'main.cjs']);
  expect(await readdir(join(folder, `.partial-${process.ppid}`))).toEqual(['main.cjs']);
});

it('two at the same time both succeed, and a reader always finds complete files', async () => {
  const folder = await temporaryFolder();
  const long = 'x'.repeat(2_000_000);
  await replaceFolder(folder, files(long));
  const program = `
    import { replaceFolder } from ${JSON.stringify(MODULE)};
    for (let round = 0; round < 30; round++) await replaceFolder(process.argv[1], new Map([['main.cjs', 'x'.repeat(2_000_000)], ['icons/deep/a.png', 'x']]));`;
  let isOver = false;
  const writers = Promise.all(
    [1, 2].map(() => runNode(['--input-type=module', '-e', program, folder], { cwd: folder, env: process.env })),
  ).finally(() => {
    isOver = true;
  });
  const lengths = new Set<number>();
  while (!isOver) lengths.add((await readFile(join(folder, 'main.cjs'), 'utf8')).length);
  expect((await writers).map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect([...lengths]).toEqual([long.length]);
  expect((await readdir(folder)).sort()).toEqual(['icons', 'main.cjs']);
});
