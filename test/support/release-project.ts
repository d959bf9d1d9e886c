// A repository from which a release can be prepared, in a temporary folder: with real git, and replacements for set-up, npm and package
// building. Each run is a separate process, so that it can be killed.
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { type Outcome, runNode } from './processes/run-node';
import { makeTemporaryFolder, temporaryFolder } from './temporary-folder';

const BUILD = join(import.meta.dirname, '../../build');
const script = (path: string) => JSON.stringify(pathToFileURL(join(BUILD, path)).href);

/** Fails, kills itself or runs a command at a step, as the variables FAILS, KILLED_AT and DURING say; the package named in EMPTY has no content. */
const RUN = `
  import { execSync } from 'node:child_process';
  import { mkdir, readFile, writeFile } from 'node:fs/promises';
  import { join } from 'node:path';
  import { createTerminalProgress } from ${script('progress.mjs')};
  import { prepareRelease } from ${script('release/release.mjs')};
  import { runMain } from ${script('run-main.mjs')};
  import { SetupError } from ${script('setup-error.mjs')};
  const step = (name) => {
    if (process.env.FAILS === name) throw new SetupError(name + ' is not content.', 'mend it.');
    if (process.env.KILLED_AT === name) process.kill(process.pid, 'SIGKILL');
  };
  const tools = {
    async setUp() {
      step('set-up');
      return { dir: '', executable: '', version: '45.9.9', isDevelopmentRuntime: false };
    },
    async install({ dir }) {
      step('install');
      await mkdir(join(dir, 'node_modules'));
    },
    async build({ root, output }) {
      if (process.env.DURING !== undefined) execSync(process.env.DURING, { stdio: 'ignore' });
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
      const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
      await mkdir(output);
      const packages = {};
      for (const target of ['AppImage', 'deb', 'rpm', 'tar.gz']) {
        packages[target] = join(output, 'small-' + version + '.' + target);
        await writeFile(packages[target], target === process.env.EMPTY ? '' : target + ' of ' + version + '\\n' + changelog);
      }
      await mkdir(join(root, 'dist-sbom'));
      const sbom = { version, time: process.env.SOURCE_DATE_EPOCH };
      await writeFile(join(root, 'dist-sbom/axiom-token-manager.cdx.json'), JSON.stringify(sbom));
      step('build');
      return packages;
    },
  };
  await runMain(async (args) => {
    const progress = createTerminalProgress();
    const text = await prepareRelease({ root: process.cwd(), args, date: '2026-01-31', platform: 'linux', progress, tools });
    process.stdout.write(text);
  });`;

/**
 * A git that kills its caller instead of running the command KILLED_AT, or after the command KILLED_AFTER, and that reports failure after it has run
 * the command FAILS_AFTER. A command may also be named by its first option.
 */
const GIT = `#!/bin/sh
PATH="$REAL_PATH"
command="git $1"
if [ "$1" = -c ]; then command="git $7"; fi
is() { [ "$command" = "$1" ] || [ "$command $2" = "$1" ]; }
if is "$KILLED_AT" "$2"; then kill -9 $PPID; exit 1; fi
if is "$KILLED_AFTER" "$2"; then git "$@"; kill -9 $PPID; exit 1; fi
if is "$FAILS_AFTER" "$2"; then git "$@"; exit 1; fi
exec git "$@"`;

/** The variables that GIT reads. */
const DISTURBED = ['KILLED_AT', 'KILLED_AFTER', 'FAILS_AFTER'];

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n';

export interface ReleaseProject {
  readonly root: string;
  /** Runs the release with additional variables. */
  readonly release: (version: string, env?: NodeJS.ProcessEnv) => Promise<Outcome>;
  /** git's output, without the final line break. */
  readonly git: (...args: readonly string[]) => Promise<string>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly read: (path: string) => Promise<string>;
}

const PACKAGE = { name: 'small', version: '1.0.0' };
const FILES_AT_FIRST = {
  'package.json': `${JSON.stringify({ ...PACKAGE, author: 'Somebody <somebody@example.org>' }, undefined, 2)}\n`,
  'package-lock.json': `${JSON.stringify({ ...PACKAGE, packages: { '': PACKAGE } }, undefined, 2)}\n`,
  'CHANGELOG.md': CHANGELOG,
  'source.txt': 'a source',
  '.gitignore': '/releases/\n/.release-lock\n',
};

/** All files of the repository, by their paths. Made once, because git runs many processes for it. */
let repository: Promise<ReadonlyMap<string, Buffer>> | undefined;

async function makeRepository(): Promise<ReadonlyMap<string, Buffer>> {
  const { path: root, remove } = await makeTemporaryFolder();
  const run = gitIn({ cwd: root, home: root });
  for (const [path, text] of Object.entries(FILES_AT_FIRST)) await writeFile(join(root, path), text);
  await run('init', '--quiet', '--initial-branch=main', '--template=');
  await run('config', 'user.name', 'Somebody');
  await run('config', 'user.email', 'somebody@example.org');
  await run('add', '--all');
  await run('commit', '--quiet', '--message=Begin');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = new Map<string, Buffer>();
  for (const path of paths) files.set(relative(root, path), await readFile(path));
  await remove();
  return files;
}

async function layOut(files: ReadonlyMap<string, Buffer>, root: string): Promise<void> {
  for (const folder of new Set([...files.keys()].map((path) => dirname(path))))
    await mkdir(join(root, folder), { recursive: true });
  await Promise.all([...files].map(([path, content]) => writeFile(join(root, path), content)));
}

/** Runs git with the settings of a test's folder only; its output, without the final line break. */
function gitIn({ cwd, home }: { readonly cwd: string; readonly home: string }) {
  const env = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  return async (...args: readonly string[]) => (await promisify(execFile)('git', args, { cwd, env })).stdout.trimEnd();
}

/** Call it inside a test. Version 1.0.0 is on the branch main, in one commit. */
export async function releaseProject(): Promise<ReleaseProject> {
  const folder = await realpath(await temporaryFolder());
  const root = join(folder, 'project');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const realPath = process.env['PATH'] ?? '';
  const env = { PATH: realPath, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = gitIn({ cwd: root, home: folder });
  await mkdir(root);
  await layOut(await (repository ??= makeRepository()), root);
  // git notes when it has seen the files, which are new here.
  await git('update-index', '-q', '--refresh');
  await mkdir(join(folder, 'programs'));
  await writeFile(join(folder, 'programs/git'), GIT);
  await chmod(join(folder, 'programs/git'), 0o755);
  await writeFile(join(folder, 'run.mjs'), RUN);
  const withDeaths = { REAL_PATH: realPath, PATH: `${join(folder, 'programs')}${delimiter}${realPath}` };
  return {
    root,
    git,
    write,
    read: (path) => readFile(join(root, path), 'utf8'),
    release: (version, more = {}) =>
      runNode([join(folder, 'run.mjs'), version], {
        cwd: root,
        env: { ...env, ...(DISTURBED.some((name) => name in more) ? withDeaths : {}), ...more },
      }),
  };
}

const FILES = [
  'SHA256SUMS',
  'axiom-token-manager-1.1.0.cdx.json',
  'small-1.1.0.AppImage',
  'small-1.1.0.deb',
  'small-1.1.0.rpm',
  'small-1.1.0.tar.gz',
];

/** Everything that a release changes in a project: branches, tags, checkout, and release folders. */
export async function stateOf({ root, git }: ReleaseProject) {
  return {
    refs: await git('for-each-ref', '--format=%(refname) %(objectname)'),
    changes: await git('status', '--porcelain', '--ignored'),
    releases: await readdir(join(root, 'releases')).catch(() => []),
    version: (JSON.parse(await git('show', 'HEAD:package.json')) as { version: string }).version,
  };
}

/** Rejects unless version 1.1.0 is prepared, once and completely, and no other files are left. */
export async function expectPrepared({ root, git, read }: ReleaseProject) {
  expect(await git('log', '--format=%s%d')).toBe('Release 1.1.0 (HEAD -> main, tag: v1.1.0)\nBegin');
  expect(await git('status', '--porcelain')).toBe('');
  expect(await readdir(join(root, 'releases'))).toEqual(['1.1.0']);
  expect((await readdir(join(root, 'releases/1.1.0'))).sort()).toEqual(FILES);
  await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: join(root, 'releases/1.1.0') });
  expect(await read('releases/1.1.0/small-1.1.0.deb')).toMatch(/^deb of 1\.1\.0\n[^]*## 1\.1\.0 - 2026-01-31/);
}
