import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectPrepared, releaseProject, stateOf } from '../../support/release-project';

describe('npm run release, killed', () => {
  const BEFORE_TAG = ['set-up', 'git commit-tree', 'git checkout-index', 'install', 'build', 'git tag'];
  const AFTER_TAG = ['git read-tree -m', 'git update-ref'];

  it.each([...BEFORE_TAG, ...AFTER_TAG])('at %s, it is prepared whole by a second run', async (step) => {
    const project = await releaseProject();
    const before = await stateOf(project);
    expect((await project.release('1.1.0', { KILLED_AT: step })).code).toBeNull();
    // It is not on the branch yet.
    expect(await stateOf(project)).toMatchObject({ version: '1.0.0' });
    const hasTag = AFTER_TAG.includes(step);
    if (!hasTag) expect((await stateOf(project)).refs).toBe(before.refs);
    const { code, stdout, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.includes('finish version 1.1.0, which an earlier run has prepared')).toBe(hasTag);
    await expectPrepared(project);
  });

  it('when it had moved the branch but printed nothing, a second run prints the result', async () => {
    const project = await releaseProject();
    const killed = await project.release('1.1.0', { KILLED_AFTER: 'git update-ref' });
    expect([killed.code, killed.stdout.includes('To publish')]).toEqual([null, false]);
    expect(await readdir(join(project.root, 'releases'))).toEqual(['.preparing', '1.1.0']);
    const { code, stdout, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('\n  git push --atomic origin main v1.1.0\n');
    await expectPrepared(project);
  });

  it('when it had replaced the files but not the branch, later edits of a person are kept', async () => {
    const project = await releaseProject();
    await project.release('1.1.0', { KILLED_AFTER: 'git read-tree -m' });
    expect(await project.git('status', '--porcelain')).toMatch(/^M {2}CHANGELOG\.md\nM/);
    await project.write('CHANGELOG.md', 'mine');
    const { code, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('Some changes are not committed:\n  MM CHANGELOG.md\n'),
    ]);
    expect(await project.read('CHANGELOG.md')).toBe('mine');
    await project.git('restore', 'CHANGELOG.md');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0, stderr: '' });
    await expectPrepared(project);
  });

  it('while a child process of it still writes, a second run works all the same', async () => {
    const project = await releaseProject();
    const aside = join(project.root, 'releases/.preparing');
    let isEnded = false;
    const writing = async () => {
      for (let count = 0; !isEnded; count++) await mkdir(join(aside, 'source', String(count)), { recursive: true });
    };
    const orphan = writing();
    const outcome = await project.release('1.1.0');
    isEnded = true;
    await orphan;
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    await project.release('1.1.0');
    await expectPrepared(project);
  });

  it('between tag and branch, a second run checks its files before it finishes', async () => {
    const project = await releaseProject();
    await project.release('1.1.0', { KILLED_AFTER: 'git read-tree -m' });
    await project.write('releases/1.1.0/small-1.1.0.deb', 'other');
    const { refs } = await stateOf(project);
    const { code, stderr } = await project.release('1.1.0');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('An earlier run has made the tag v1.1.0, but its files are incomplete.'),
    ]);
    expect(stderr).toContain('Next: Run `git tag -d v1.1.0`, then `npm run release -- 1.1.0` again.');
    expect(await stateOf(project)).toMatchObject({ refs, version: '1.0.0', releases: ['1.1.0'] });
    await project.git('tag', '-d', 'v1.1.0');
    expect(await project.release('1.1.0')).toMatchObject({ code: 0 });
    await expectPrepared(project);
  });
});
