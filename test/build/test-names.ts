// Where the test of a source is, by name alone. The test of main/a/b.ts is test/main/a/b.test.ts; a second file about one aspect of it is
// test/main/a/b.<aspect>.test.ts. A test that needs a real Electron or a real service may be in test/e2e or test/contracts instead.
// Pure: test-names.test.ts reads the files. Paths are from the project's root, with slashes.
import { posix } from 'node:path';
import { transform } from 'esbuild';

const TEST = /\.test\.tsx?$/;

/** The tests among `tests` whose name belongs to no source. A source may also be beside its test. */
export function findTestsWithoutSource(tests: readonly string[], sources: readonly string[]): string[] {
  const stems = new Set(sources.map(stemOf));
  return tests.filter((test) => {
    const beside = test.replace(TEST, '');
    return ![...namesIn(beside), ...namesIn(posix.relative('test', beside))].some((name) => stems.has(name));
  });
}

/** The sources among `sources` without a test of their name. */
export function findSourcesWithoutTest(sources: readonly string[], tests: readonly string[]): string[] {
  const stems = new Set(tests.map((test) => test.replace(TEST, '')));
  return sources.filter((source) => {
    const stem = stemOf(source);
    const name = posix.basename(stem);
    return ![`test/${stem}`, `test/contracts/${name}`, `test/e2e/${name}`].some((test) => stems.has(test));
  });
}

/** Whether a source may need a test: TypeScript or a script, no declarations. {@link hasCode} decides whether it contains code. */
export function isSource(path: string): boolean {
  return /\.(tsx?|mjs)$/.test(path) && !path.endsWith('.d.ts');
}

/** Whether a source has code at run time. */
export async function hasCode(path: string, text: string): Promise<boolean> {
  const { code } = await transform(text, {
    loader: path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js',
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return code.trim() !== '';
}

/** The path without the extension, and without the dot of a hidden file. */
function stemOf(path: string): string {
  const { dir, name } = posix.parse(path);
  return posix.join(dir, name.replace(/^\./, ''));
}

/** The path, and what remains when aspects are removed from its end: `a/b.c.d`, `a/b.c`, `a/b`. */
function namesIn(path: string): string[] {
  const { dir, base } = posix.parse(path);
  const parts = base.split('.');
  return parts.map((_part, at) => posix.join(dir, parts.slice(0, parts.length - at).join('.')));
}
