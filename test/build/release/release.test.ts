import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type ReleaseProject, releaseProject } from '../../support/release-project';
import { runNode } from '../../support/processes/run-node';

const SCRIPT = join(import.meta.dirname, '../../../build/release/release.mjs');

const FILES = [
  'SHA256SUMS',
  'axiom-token-manager-1.1.0.cdx.json',
  'small-1.1.0.AppImage',
  'small-1.1.0.deb',
  'small-1.1.0.rpm',
  'small-1.1.0.tar.gz',
];

/** All that a release changes: branches and tags, the checkout, and the folders of releases. */
async function state({ root, git }: ReleaseProject) {
  return {
    refs: await git('for-each-ref', '--format=%(refname) %(objectname)'),
    changes: await git('status', '--porcelain', '--ignored'),
    releases: await readdir(join(root, 'releases')).catch(() => []),
    version: (JSON.parse(await git('show', 'HEAD:package.json')) as { version: string }).version,
  };
}

/** Rejects unless version 1.1.0 is prepared, once and whole, and nothing else lies about. */
async function expectPrepared({ root, git, read }: ReleaseProject) {
  expect(await git('log', '--format=%s')).toBe('Release 1.1.0\nBegin');
  expect(await git('rev-parse', 'v1.1.0^{commit}', 'main')).toMatch(/^(\w+)\n\1$/);
  expect(await git('status', '--porcelain')).toBe('');
  expect(await readdir(join(root, 'releases'))).toEqual(['1.1.0']);
  expect((await readdir(join(root, 'releases/1.1.0'))).sort()).toEqual(FILES);
  await promisify(execFile)('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: join(root, 'releases/1.1.0') });
  expect(await read('releases/1.1.0/small-1.1.0.deb')).toMatch(/^deb of 1\.1\.0\n[^]*## 1\.1\.0 - 2026-01-31/);
}

describe('npm run release', () => {
  it('makes packages of the new version, then commit and tag, and says what is left to do', async () => {
    const project = await releaseProject();
    const { code, stdout, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([0, '']);
    await expectPrepared(project);
    const { git, read } = project;
    expect(await git('diff', '--stat=80', 'HEAD~1', 'HEAD')).toMatch(
      /^ CHANGELOG\.md +\|[^]*\n package-lock\.json +\|[^]*\n package\.json +\|[^]*3 files changed, 5 insertions\(\+\), 3 deletions\(-\)$/,
    );
    expect(await read('CHANGELOG.md')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 1.1.0 - 2026-01-31\n\n### Added\n\n- A thing.\n',
    );
    expect(await git('for-each-ref', '--format=%(objecttype) %(contents)', 'refs/tags')).toBe(
      'tag Version 1.1.0\n\n### Added\n\n- A thing.',
    );
    // What is made of the same commit has the same time in it.
    expect(JSON.parse(await read('releases/1.1.0/axiom-token-manager-1.1.0.cdx.json'))).toEqual({
      version: '1.1.0',
      time: await git('log', '-1', '--format=%ct'),
    });
    expect(stdout).toMatch(
      /^- checksums \.\.\. [\d.]+ s\nVersion 1\.1\.0 is prepared; nothing was published\. In releases\/1\.1\.0:\n/,
    );
    expect(stdout).toContain('\n  git push --atomic origin main v1.1.0\n');
  });

  it('packs what is in the commit, not what else lies in the folder', async () => {
    const project = await releaseProject();
    await project.write('.git/info/exclude', 'of-this-computer.txt\n');
    await project.write('of-this-computer.txt', 'a token, perhaps');
    const list = join(project.root, '../list.txt');
    expect(await project.release('1.1.0', { DURING: `ls -A releases/.preparing/source > ${list}` })).toMatchObject({
      code: 0,
    });
    expect((await project.read('../list.txt')).trim().split('\n')).toEqual([
      '.gitignore',
      'CHANGELOG.md',
      'node_modules',
      'package-lock.json',
      'package.json',
      'source.txt',
    ]);
  });

  it('is taken back by the command that it names', async () => {
    const project = await releaseProject();
    const before = await state(project);
    const { stdout } = await project.release('1.1.0');
    const command = / {2}(git tag -d .*)\n/.exec(stdout)?.[1] ?? '';
    await promisify(execFile)('sh', ['-c', command], { cwd: project.root });
    expect({ ...(await state(project)), changes: '' }).toEqual(before);
  });

  it('refuses a second time', async () => {
    const project = await releaseProject();
    await project.release('1.1.0');
    const before = await state(project);
    expect(await project.release('1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1.1.0 is not newer than 1.1.0, which package.json has.') as unknown,
    });
    expect(await state(project)).toEqual(before);
  });

  it('as a command, says how it is called', async () => {
    expect(await runNode([SCRIPT])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^\nNo version was given\.\nNext: run `npm run release -- X\.Y\.Z` with a version after \d+\.\d+\.\d+\.\n$/,
      ) as unknown,
    });
  });
});

describe('nothing changes where a release', () => {
  it.each<[string, (project: ReleaseProject) => Promise<unknown>, NodeJS.ProcessEnv, string]>([
    [
      'has changes in no commit',
      ({ write }) => write('new.txt', ''),
      {},
      'Some changes are in no commit:\n  ?? new.txt\n',
    ],
    ['is of another branch', ({ git }) => git('switch', '-qc', 'work'), {}, 'The branch work is checked out here.'],
    ['is of no branch', ({ git }) => git('switch', '-q', '--detach'), {}, 'No branch is checked out here.'],
    ['has a tag already', ({ git }) => git('tag', 'v1.1.0'), {}, 'The tag v1.1.0 exists already'],
    [
      'has no news',
      async ({ write, git }) => {
        await write('CHANGELOG.md', '## Unreleased\n');
        await git('commit', '-qam', 'No news');
      },
      {},
      'CHANGELOG.md tells nothing under "## Unreleased"',
    ],
    ['cannot be set up', async () => {}, { FAILS: 'set-up' }, 'set-up is not content.\nNext: mend it.'],
    ['lacks its npm packages', async () => {}, { FAILS: 'install' }, 'install is not content.\nNext: mend it.'],
    ['cannot be built', async () => {}, { FAILS: 'build' }, 'build is not content.\nNext: mend it.'],
    [
      'has no author',
      ({ git }) => git('config', 'user.useConfigOnly', 'true').then(() => git('config', '--unset', 'user.email')),
      {},
      'git commit-tree ended with exit code 128.',
    ],
    ['has an empty package', async () => {}, { EMPTY: 'rpm' }, 'The rpm was not made.'],
  ])('%s', async (_what, prepare, env, words) => {
    const project = await releaseProject();
    await prepare(project);
    const before = await state(project);
    const { code, stderr } = await project.release('1.1.0', env);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(await state(project)).toEqual(before);
  });

  it('meets another commit at its end', async () => {
    const project = await releaseProject();
    const during = 'git commit --allow-empty -qm Meanwhile';
    const { code, stderr } = await project.release('1.1.0', { DURING: during });
    expect([code, stderr]).toEqual([1, expect.stringContaining('Another commit was checked out here')]);
    expect(await project.git('log', '--format=%s')).toBe('Meanwhile\nBegin');
    expect(await project.git('tag')).toBe('');
    expect(await readdir(join(project.root, 'releases'))).toEqual([]);
  });

  it('would write over what somebody is changing', async () => {
    const project = await releaseProject();
    const { code, stderr } = await project.release('1.1.0', { DURING: 'echo "- More." >> CHANGELOG.md' });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/git merge ended with exit code 1\.[^]*CHANGELOG\.md/)]);
    expect(await project.read('CHANGELOG.md')).toMatch(/- More\.\n$/);
    expect(await project.git('log', '--format=%s')).toBe('Begin');
    expect(await project.git('tag')).toBe('');
    expect(await readdir(join(project.root, 'releases'))).toEqual([]);
  });
});

describe('killed', () => {
  const STEPS = ['set-up', 'git commit-tree', 'git checkout-index', 'install', 'build', 'git tag', 'git merge'];

  it.each(STEPS)('at %s, it is prepared whole by a second run', async (step) => {
    const project = await releaseProject();
    const before = await state(project);
    expect((await project.release('1.1.0', { KILLED_AT: step })).code).toBeNull();
    // The branch does not show it yet.
    expect(await state(project)).toMatchObject({ version: '1.0.0' });
    if (step !== 'git merge') expect((await state(project)).refs).toBe(before.refs);
    const { code, stdout, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.includes('finish version 1.1.0, which a run before has prepared')).toBe(step === 'git merge');
    await expectPrepared(project);
  });

  it('between tag and branch, its files are looked at before it is finished', async () => {
    const project = await releaseProject();
    await project.release('1.1.0', { KILLED_AT: 'git merge' });
    await project.write('releases/1.1.0/small-1.1.0.deb', 'other');
    const { refs } = await state(project);
    const { code, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('A run before has made the tag v1.1.0, but its files are not whole.'),
    ]);
    expect(stderr).toContain('Next: Run `git tag -d v1.1.0`, then `npm run release -- 1.1.0` again.');
    expect(await state(project)).toMatchObject({ refs, version: '1.0.0', releases: ['1.1.0'] });
    await project.git('tag', '-d', 'v1.1.0');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0 });
    await expectPrepared(project);
  });
});
