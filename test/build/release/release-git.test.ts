import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ReleaseGit } from '../../../build/release/release-git.mjs';
import { releaseProject } from '../../support/release-project';
import { temporaryFolder } from '../../support/temporary-folder';

/** A repository with a commit that is on no branch. */
async function withCommit() {
  const project = await releaseProject();
  const git = new ReleaseGit(project.root);
  const folder = await temporaryFolder();
  const index = join(folder, 'index');
  const head = await git.head();
  const files = { 'source.txt': 'another text\n', 'CHANGELOG.md': 'news' };
  const commit = await git.makeCommit({ parent: head, files, message: 'Another', index });
  return { ...project, git, run: project.git, folder, index, head, commit };
}

describe('the checkout', () => {
  it('is reported as git reports it', async () => {
    const { root, git, write } = await releaseProject();
    const seen = new ReleaseGit(root);
    expect([await seen.branch(), await seen.changes()]).toEqual(['main', []]);
    expect(await seen.head()).toBe(await git('rev-parse', 'main'));
    await write('source.txt', 'changed');
    await write('new.txt', '');
    expect(await seen.changes()).toEqual([' M source.txt', '?? new.txt']);
    await git('switch', '-q', '--detach');
    expect(await seen.branch()).toBe('');
  });

  it.each([[['tag', 'v1.1.0']], [['tag', '-a', '-m', 'With words', 'v1.1.0']]])(
    'knows where `git %j` leads',
    async (args) => {
      const { root, git, write } = await releaseProject();
      const seen = new ReleaseGit(root);
      expect(await seen.tagged('v1.1.0')).toBeUndefined();
      const first = await seen.head();
      await write('source.txt', 'changed');
      await git('commit', '-qam', 'Change');
      await git(...args);
      expect(await seen.tagged('v1.1.0')).toEqual({ commit: await seen.head(), parent: first, subject: 'Change' });
    },
  );
});

describe('a commit that no branch has', () => {
  it('has the files of the one before but for those given, and leaves the checkout alone', async () => {
    const { read, git, folder, index, head, commit } = await withCommit();
    expect([await git.head(), await git.changes(), await read('source.txt')]).toEqual([head, [], 'a source']);
    await git.layOut({ index, folder: join(folder, 'out') });
    const laidOut = (name: string) => readFile(join(folder, 'out', name), 'utf8');
    expect([await laidOut('source.txt'), await laidOut('CHANGELOG.md')]).toEqual(['another text\n', 'news']);
    expect(await laidOut('package.json')).toBe(await read('package.json'));
    expect(Number(await git.commitTime(commit))).toBeGreaterThan(1_600_000_000);
  });

  it('becomes the head of the branch, with its files checked out', async () => {
    const { read, git, head, commit } = await withCommit();
    await git.move({ branch: 'main', from: head, to: commit });
    expect([await git.head(), await git.branch(), await git.changes()]).toEqual([commit, 'main', []]);
    expect(await read('CHANGELOG.md')).toBe('news');
  });

  it('does not become the head when the branch is at another commit', async () => {
    const { root, read, git, head: before, commit } = await withCommit();
    await promisify(execFile)('git', ['commit', '-q', '--allow-empty', '-m', 'Meanwhile'], { cwd: root });
    const head = await git.head();
    const moving = git.move({ branch: 'main', from: before, to: commit });
    await expect(moving).rejects.toThrow(/^git update-ref ended with exit code \d+/);
    expect([await git.head(), await git.changes()]).toEqual([head, []]);
    expect(await read('source.txt')).toBe('a source');
  });

  it('is exported byte for byte, whatever the line-end settings of git', async () => {
    const { root, git, folder, index } = await withCommit();
    for (const setting of [
      ['core.autocrlf', 'true'],
      ['core.eol', 'crlf'],
      ['core.attributesFile', join(folder, 'attributes')],
    ]) {
      await promisify(execFile)('git', ['config', ...setting], { cwd: root });
    }
    await writeFile(join(folder, 'attributes'), '* text eol=crlf\n');
    await git.layOut({ index, folder: join(folder, 'out') });
    expect(await readFile(join(folder, 'out/source.txt'), 'utf8')).toBe('another text\n');
  });

  it('is refused where a git attribute of this clone changes the exported files', async () => {
    const { git, write, folder, index } = await withCommit();
    await write('.git/info/attributes', '*.txt text eol=crlf\n');
    await expect(git.layOut({ index, folder: join(folder, 'out') })).rejects.toMatchObject({
      message: 'git exports 1 files with other bytes than the commit has: source.txt.',
      remedy: expect.stringContaining('.git/info/attributes') as unknown,
    });
  });

  it.each<[string, (project: Awaited<ReturnType<typeof withCommit>>) => Promise<unknown>, boolean]>([
    ['nothing', async () => {}, true],
    ['its files, in the index too', ({ run, commit }) => run('read-tree', '-m', '-u', 'HEAD', commit), true],
    ['its files alone', ({ run, commit }) => run('restore', `--source=${commit}`, '.'), true],
    ['one of its files', ({ write }) => write('CHANGELOG.md', 'news'), true],
    ['one of its files missing', ({ run }) => run('rm', '-q', '--cached', 'CHANGELOG.md'), true],
    ['another text in one of them', ({ write }) => write('CHANGELOG.md', 'mine'), false],
    [
      'another text in the index',
      async ({ run, write }) => {
        await write('CHANGELOG.md', 'mine');
        await run('add', '.');
        await write('CHANGELOG.md', 'news');
      },
      false,
    ],
    ['another file', ({ write }) => write('package.json', '{}'), false],
    ['a new file', ({ write }) => write('new.txt', ''), false],
  ])('is told from what a person changed, with %s: %s', async (_what, change, expected) => {
    const project = await withCommit();
    await change(project);
    const { git, head, commit } = project;
    expect(await git.isBetween({ from: head, to: commit })).toBe(expected);
    if (!expected) return;
    await git.putFiles(head);
    expect(await git.changes()).toEqual([]);
  });

  it('has texts, or none', async () => {
    const { git, write, run, head, commit } = await withCommit();
    expect([await git.textIn(commit, 'CHANGELOG.md'), await git.textIn(head, 'none.md')]).toEqual(['news', undefined]);
    await write('CHANGELOG.md', '\uFEFFone\r\ntwo');
    await run('commit', '-qam', 'Ends');
    expect(await git.textIn(await git.head(), 'CHANGELOG.md')).toBe('\uFEFFone\r\ntwo');
  });

  it('gets an annotated tag, whose message keeps its headings, and loses it again', async () => {
    const { root, git, commit } = await withCommit();
    await git.tag({ tag: 'v1.1.0', commit, message: 'Version\n\n### Added\n\n- News\n' });
    expect((await git.tagged('v1.1.0'))?.commit).toBe(commit);
    const args = ['for-each-ref', '--format=%(objecttype) %(contents)', 'refs/tags'];
    expect((await promisify(execFile)('git', args, { cwd: root })).stdout).toBe(
      'tag Version\n\n### Added\n\n- News\n\n',
    );
    await git.removeTag('v1.1.0');
    expect(await git.tagged('v1.1.0')).toBeUndefined();
  });
});

it('says in its own message what git refuses', async () => {
  const folder = await temporaryFolder();
  await expect(new ReleaseGit(folder).head()).rejects.toMatchObject({
    message: expect.stringMatching(/^git rev-parse ended with exit code 128\.\nfatal: not a git repository/) as unknown,
    remedy: 'Do what git says, then run the command again. A release needs git, and a clone of the repository.',
  });
});
