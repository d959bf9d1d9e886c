// @ts-check
// `npm run test:electron45`: tests parts of Electron 45 where its download is refused. Main's parts, their contracts and the command line run on
// the Nodes in the package.json beside this file; the window's pages in Debian's Chromium; the sources are checked with the typings of Electron 45. breaking-changes.md says what
// was checked by reading, README what is not tested. Ends with one line; exit code 1 when anything failed. On Linux, x64.
import { readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { bundle } from '../../build/bundle.mjs';
import { installNpmPackages } from '../../build/npm-packages.mjs';
import { createTerminalProgress } from '../../build/progress.mjs';
import { projectRoot as root } from '../../build/project-root.mjs';
import { runCommand } from '../../build/run-command.mjs';
import { runMain } from '../../build/run-main.mjs';
import { setUp } from '../../build/setup.mjs';
import { SetupError } from '../../build/setup-error.mjs';
import { openTestReport } from '../../build/test-report.mjs';
import { runTool, runVitestProject } from '../../build/test-steps.mjs';

const HERE = join(root, 'test/electron45');
const NODES = ['node-24-oldest', 'node-24-newest'].map((name) => join(HERE, 'node_modules', name, 'bin/node'));
const CHROMIUM = 'chromium';

await runMain(async () => {
  const report = openTestReport((line) => void process.stdout.write(`${line}\n`));
  const { step } = report;
  const versions = await prepare().catch((error) => report.refuse(error));
  if (versions === undefined) return report.close();
  const { electron, nodes, chromium } = versions;

  const lint = {
    root,
    script: 'node_modules/oxlint/bin/oxlint',
    args: ['--type-aware', 'main', 'preload', 'renderer'],
  };
  await step(`types, Electron ${electron}`, () =>
    runTool({ root, script: 'node_modules/typescript/bin/tsc', args: ['-b'] }),
  );
  await step(`nothing that Electron ${electron} has deprecated`, () => runTool(lint));
  const contracts = await contractTests();
  for (const { node, version } of nodes) {
    const env = { PATH: [dirname(node), process.env['PATH']].join(delimiter) };
    const on = { root, node, env };
    await step(`bundles and native parts, ${version}`, () =>
      runVitestProject({ ...on, project: 'electron45', files: ['test/electron45/bundles.test.ts'] }),
    );
    await step(`unit tests, ${version}`, () => runVitestProject({ ...on, project: 'unit' }));
    await step(`contract tests, ${version}`, () => runVitestProject({ ...on, project: 'contract', files: contracts }));
  }
  const env = { AXIOM_PAGES_CHROMIUM: chromium.path };
  await step(`built pages, ${chromium.version}`, () =>
    runVitestProject({ root, project: 'electron45', files: ['test/electron45/built-pages.test.ts'], env }),
  );
  const pages = await pageTests();
  await step(`views and axe, ${chromium.version}`, () => runVitestProject({ root, project: 'e2e', files: pages, env }));
  return report.close();
});

/** Sets up what is missing, builds, and returns the tested versions. */
async function prepare() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('These tests run on Linux for x64 alone.', 'Use `npm test` here.');
  }
  await setUp({ isForTests: true, isForBrowserTests: true });
  const progress = createTerminalProgress();
  await installNpmPackages({ dir: HERE, what: 'Node 24, twice', progress });
  await progress.step('build', async () => (await bundle({ root, isRelease: false })).size);
  const electron = JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
  const nodes = await Promise.all(
    NODES.map(async (node) => ({ node, version: `Node ${(await versionOf(node)).replace('v', '')}` })),
  );
  const path = (await runCommand('sh', ['-c', `command -v ${CHROMIUM}`])).trim();
  const version = /^Chromium [\d.]+/.exec(await versionOf(path))?.[0] ?? CHROMIUM;
  return { electron, nodes, chromium: { path, version } };
}

/** Its output for `--version`. */
async function versionOf(/** @type {string} */ program) {
  return (await runCommand(program, ['--version'])).trim();
}

/** All except those that need a real Electron. */
async function contractTests() {
  const names = (await readdir(join(root, 'test/contracts'))).filter((name) => name.endsWith('.test.ts'));
  return names.filter((name) => !name.startsWith('electron-')).map((name) => `test/contracts/${name}`);
}

/** The end-to-end tests that need only a page. */
async function pageTests() {
  const paths = (await readdir(join(root, 'test/e2e'))).map((name) => `test/e2e/${name}`);
  const tests = paths.filter((path) => path.endsWith('.test.ts'));
  const texts = await Promise.all(tests.map((path) => readFile(join(root, path), 'utf8')));
  return tests.filter((_path, at) => texts[at]?.includes('renderer-harness.mjs'));
}
