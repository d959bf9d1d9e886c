// Every test can be found by guessing its name from the source's name.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSourcesWithoutTest, findTestsWithoutSource, hasCode, isSource } from './test-names';

const PROJECT = join(import.meta.dirname, '../..');
const PLACES = ['main', 'preload', 'renderer', 'build'];
/** Where tests may be. */
const TESTED = [...PLACES, 'contracts', 'e2e'].map((place) => `test/${place}`);

/** The files below a folder, by path from the project's root. */
async function below(folder: string): Promise<string[]> {
  const entries = await readdir(join(PROJECT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(PROJECT.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** The files in a folder and not further down. */
async function directlyIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(PROJECT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name).replaceAll('\\', '/'));
}

const belowEach = async (folders: readonly string[]) => (await Promise.all(folders.map(below))).flat();
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

describe('the tests', () => {
  it('have the names of their sources', async () => {
    const beside = await belowEach(PLACES.map((place) => `test/${place}`));
    const tests = [...beside, ...(await directlyIn('test'))].filter(isTest);
    expect(tests.length).toBeGreaterThan(120);
    const sources = [
      ...(await belowEach(PLACES)),
      ...(await directlyIn('.')),
      ...beside.filter((path) => !isTest(path)),
    ];
    expect(findTestsWithoutSource(tests, sources)).toEqual([]);
  });
});

describe('the sources', () => {
  it('have their tests where one would look for them, but for those of types alone', async () => {
    const sources = (await belowEach(PLACES)).filter(isSource);
    expect(sources.length).toBeGreaterThan(300);
    const withCode = await Promise.all(
      sources.map(async (path) => hasCode(path, await readFile(join(PROJECT, path), 'utf8'))),
    );
    const tests = (await belowEach(TESTED)).filter(isTest);
    expect(
      findSourcesWithoutTest(
        sources.filter((_path, at) => withCode[at]),
        tests,
      ),
    ).toEqual([]);
  });
});

describe('a test', () => {
  it.each([
    ['of a module', 'test/main/core/a.test.ts', 'main/core/a.ts'],
    ['of a component', 'test/renderer/view/a.test.tsx', 'renderer/view/a.tsx'],
    ['of a script', 'test/build/a.test.ts', 'build/a.mjs'],
    ['of one aspect', 'test/main/core/a.places.test.ts', 'main/core/a.ts'],
    ['of a name with a dot', 'test/build/a.config.test.ts', 'build/a.config.mjs'],
    ['of an aspect of a name with a dot', 'test/build/a.config.fuses.test.ts', 'build/a.config.mjs'],
    ['of a style sheet', 'test/renderer/style/a.test.ts', 'renderer/style/a.css'],
    ['of a hidden file of the project', 'test/oxlintrc.test.ts', '.oxlintrc.json'],
    ['of the file beside it', 'test/build/test-names.test.ts', 'test/build/test-names.ts'],
  ])('%s is found by its name', (_what, test, source) => {
    expect(findTestsWithoutSource([test], ['main/other.ts', source])).toEqual([]);
  });

  it.each([
    ['has another name', 'test/main/core/a-parts.test.ts'],
    ['is about several files', 'test/main/core/as.test.ts'],
    ['is in another room', 'test/main/a.test.ts'],
    ['has only the beginning of the name', 'test/main/core/a-b.x.test.ts'],
  ])('is named when it %s', (_what, test) => {
    expect(
      findTestsWithoutSource(['test/main/core/a.test.ts', test], ['main/core/a.ts', 'main/core/a-b-c.ts']),
    ).toEqual([test]);
  });
});

describe('a source', () => {
  const source = 'main/core/a.ts';

  it.each(['test/main/core/a.test.ts', 'test/main/core/a.test.tsx', 'test/contracts/a.test.ts', 'test/e2e/a.test.ts'])(
    'has its test in %s',
    (test) => {
      expect(findSourcesWithoutTest([source], [test])).toEqual([]);
    },
  );

  it.each([
    ['there is none', []],
    ['only an aspect has one', ['test/main/core/a.places.test.ts']],
    ['only a longer name has one', ['test/main/core/a-b.test.ts', 'test/e2e/aa.test.ts']],
    ['only its namesake in another room has one', ['test/main/adapters/a.test.ts']],
  ])('is named when %s', (_what, tests) => {
    expect(findSourcesWithoutTest([source], tests)).toEqual([source]);
  });

  it.each([
    [
      'types only',
      false,
      'a.ts',
      "import type { B } from './b';\n/** What. */\nexport type A = B;\nexport type { B };",
    ],
    ['a comment', false, 'a.ts', '// Nothing yet.\n'],
    ['a constant', true, 'a.ts', 'export const a: number = 1;'],
    ['an import that runs', true, 'a.ts', "import './b';"],
    ['an import not of types alone', true, 'a.ts', "import { type B } from './b';\nexport type A = B;"],
    ['a component', true, 'a.tsx', 'export const A = () => <b>a</b>;'],
    ['a script', true, 'a.mjs', 'export const a = 1;'],
  ])('with %s has code at run time: %s', async (_what, expected, path, text) => {
    expect(await hasCode(path, text)).toBe(expected);
  });

  it.each([
    ['main/a.ts', true],
    ['renderer/a.tsx', true],
    ['build/a.mjs', true],
    ['main/a.d.ts', false],
    ['renderer/a.css', false],
    ['main/tsconfig.json', false],
  ])('%s can need a test: %s', (path, expected) => expect(isSource(path)).toBe(expected));
});
