import { execFile } from 'node:child_process';
import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { expectPrepared, type ReleaseProject, releaseProject, stateOf } from '../../support/release-project';
import { runNode } from '../../support/processes/run-node';

const SCRIPT = join(import.meta.dirname, '../../../build/release/release.mjs');

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
    // Packages of the same commit contain the same time.
    expect(JSON.parse(await read('releases/1.1.0/axiom-token-manager-1.1.0.cdx.json'))).toEqual({
      version: '1.1.0',
      time: await git('log', '-1', '--format=%ct'),
    });
    expect(stdout).toMatch(
      /^- checksums \.\.\. [\d.]+ s\nVersion 1\.1\.0 is prepared; nothing was published\. In releases\/1\.1\.0:\n/,
    );
    expect(stdout).toContain('\n  git push --atomic origin main v1.1.0\n');
  });

  it('packs what is in the commit, not what else is in the folder', async () => {
    const project = await releaseProject();
    await project.write('.git/info/exclude', 'of-this-computer.txt\n');
    await project.write('of-this-computer.txt', 'a token, perhaps');
    const list = join(project.root, '../list.txt');
    expect(await project.release('1.1.0', { DURING: `ls -A releases/.preparing/*/source > ${list}` })).toMatchObject({
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
    const before = await stateOf(project);
    const { stdout } = await project.release('1.1.0');
    const command = / {2}(git tag -d .*)\n/.exec(stdout)?.[1] ?? '';
    await promisify(execFile)('sh', ['-c', command], { cwd: project.root });
    expect({ ...(await stateOf(project)), changes: '' }).toEqual(before);
  });

  it('a second time changes nothing, and says again what is left to do', async () => {
    const project = await releaseProject();
    const first = await project.release('1.1.0');
    const before = await stateOf(project);
    const second = await project.release('1.1.0');
    expect([second.code, second.stderr]).toEqual([0, '']);
    expect(second.stdout).toMatch(/^- finish version 1\.1\.0, which an earlier run has prepared \.\.\. [\d.]+ s\n/);
    expect(second.stdout.split('\n').slice(1)).toEqual(first.stdout.split('\n').slice(1));
    expect(await stateOf(project)).toEqual(before);
  });

  it('a second time, after other commits or when its files are missing, says so', async () => {
    const project = await releaseProject();
    await project.release('1.1.0');
    await rm(join(project.root, 'releases/1.1.0'), { recursive: true });
    const gone = await project.release('1.1.0');
    expect([gone.code, gone.stderr]).toEqual([
      1,
      expect.stringMatching(
        /There is no \S+SHA256SUMS\.\nNext: If that version was published, nothing is left to do\. If not, run `git tag -d v1\.1\.0 && git reset --keep HEAD~1`, then/,
      ),
    ]);
    await project.git('commit', '-q', '--allow-empty', '-m', 'More');
    expect(await project.release('1.1.0')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1.1.0 is not newer than 1.1.0, which package.json has.') as unknown,
    });
  });

  it('accepts a changelog with a byte order mark, line ends of Windows, or a space too many', async () => {
    const project = await releaseProject();
    await project.write(
      'CHANGELOG.md',
      '\uFEFF# Changelog\r\n\r\n## [Unreleased] \r\n\r\n* A thing.\r\n\r\nThe end.\r\n',
    );
    await project.git('commit', '-qam', 'Otherwise');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0, stderr: '' });
    expect(await project.git('show', 'HEAD:CHANGELOG.md')).toBe(
      '\uFEFF# Changelog\r\n\r\n## [Unreleased] \r\n\r\n## [1.1.0] - 2026-01-31\r\n\r\n* A thing.\r\n\r\nThe end.',
    );
    expect(await project.git('for-each-ref', '--format=%(contents)', 'refs/tags')).toBe(
      'Version 1.1.0\n\n* A thing.\n\nThe end.',
    );
  });

  it('packs the bytes of the commit where git gives files here the line ends of Windows', async () => {
    const project = await releaseProject();
    await project.git('config', 'core.autocrlf', 'true');
    await project.git('rm', '-rq', '--cached', '.');
    await project.git('reset', '-q', '--hard');
    expect(await project.read('CHANGELOG.md')).toContain('\r\n');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0, stderr: '' });
    expect(await project.read('releases/1.1.0/small-1.1.0.deb')).not.toContain('\r');
    expect(await project.git('show', 'HEAD:CHANGELOG.md')).not.toContain('\r');
    expect(await project.git('status', '--porcelain')).toBe('');
  });

  it('follows a pre-release', async () => {
    const project = await releaseProject();
    await project.write('package.json', '{"version":"1.1.0-beta.1"}\n');
    await project.git('commit', '-qam', 'Beta');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0, stderr: '' });
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
      'Some changes are not committed:\n  ?? new.txt\n',
    ],
    ['is of another branch', ({ git }) => git('switch', '-qc', 'work'), {}, 'The branch work is checked out here.'],
    ['is of no branch', ({ git }) => git('switch', '-q', '--detach'), {}, 'No branch is checked out here.'],
    ['has a tag already', ({ git }) => git('tag', 'v1.1.0'), {}, 'The tag v1.1.0 is on this commit already'],
    [
      'has a tag elsewhere',
      async ({ git }) => git('tag', 'v1.1.0', await git('commit-tree', 'HEAD^{tree}', '-m', 'Elsewhere')),
      {},
      'The tag v1.1.0 exists already, and main does not lead to it.',
    ],
    [
      'has no changelog',
      async ({ git }) => {
        await git('rm', '-q', 'CHANGELOG.md');
        await git('commit', '-qm', 'None');
      },
      {},
      'There is no CHANGELOG.md here',
    ],
    [
      'has two lists of news',
      async ({ write, git }) => {
        await write('CHANGELOG.md', '## Unreleased\n\n- One.\n\n## Unreleased\n\n- Two.\n');
        await git('commit', '-qam', 'Two');
      },
      {},
      'CHANGELOG.md has "Unreleased" twice, in the lines 1 and 5.',
    ],
    [
      'has that version in the changelog',
      async ({ write, git }) => {
        await write('CHANGELOG.md', '## Unreleased\n\n- One.\n\n## 1.1.0 - 2026-01-01\n\n- Two.\n');
        await git('commit', '-qam', 'Early');
      },
      {},
      'CHANGELOG.md has version 1.1.0 already, in line 5.',
    ],
    [
      'has no list of packages',
      async ({ write, git }) => {
        await write('package-lock.json', '{}');
        await git('commit', '-qam', 'No list');
      },
      {},
      'package-lock.json does not name the packages.',
    ],
    [
      'has a list of packages that is no JSON',
      async ({ write, git }) => {
        await write('package-lock.json', '<<<<<<<');
        await git('commit', '-qam', 'Merge');
      },
      {},
      'package-lock.json is not JSON: ',
    ],
    [
      'meets a file in the place of its lock',
      ({ write }) => write('.release-lock', 'mine'),
      {},
      'is not the link that keeps two runs apart',
    ],
    [
      'meets the lock of a git that was killed',
      ({ write }) => write('.git/index.lock', ''),
      { FAILS: 'set-up' },
      "index.lock': File exists.",
    ],
    [
      'meets a file in the place of its folder',
      async ({ write }) => {
        await write('.git/info/exclude', 'releases\n');
        await write('releases', 'mine');
      },
      {},
      'The system refuses a step: ENOTDIR',
    ],
    [
      'may not move the branch',
      async ({ write, root }) => {
        await write('.git/hooks/reference-transaction', '#!/bin/sh\n! grep -q refs/heads/main\n');
        await chmod(join(root, '.git/hooks/reference-transaction'), 0o755);
      },
      {},
      'git update-ref ended with exit code 128.',
    ],
    [
      'cannot write all files',
      async () => {},
      { FAILS_AFTER: 'git read-tree -m' },
      'git read-tree ended with exit code 1.',
    ],
    [
      'has no news',
      async ({ write, git }) => {
        await write('CHANGELOG.md', '## Unreleased\n');
        await git('commit', '-qam', 'No news');
      },
      {},
      'CHANGELOG.md has no entry under "## Unreleased"',
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
    const before = await stateOf(project);
    const { code, stderr } = await project.release('1.1.0', env);
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(stderr).not.toContain('\n    at ');
    expect(await stateOf(project)).toEqual(before);
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
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/git read-tree ended with exit code 128\.[^]*CHANGELOG\.md/),
    ]);
    expect(await project.read('CHANGELOG.md')).toMatch(/- More\.\n$/);
    expect(await project.git('log', '--format=%s')).toBe('Begin');
    expect(await project.git('tag')).toBe('');
    expect(await readdir(join(project.root, 'releases'))).toEqual([]);
  });
});
