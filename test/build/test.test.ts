import { describe, expect, it } from 'vitest';
import { smallProject } from '../support/small-project';

/** The lines of stdout, without seconds. */
const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/, \d+\.\d s\)/, ')'));

describe('npm test', () => {
  it('runs every check there is, tells of each in its turn, and closes with a line that counts them all', async () => {
    const { run, read } = await smallProject();
    const { code, stdout, stderr } = await run('test');
    expect(linesOf(stdout)).toEqual([
      'ok      format  (1 passed, 0 failed)',
      'ok      lint  (1 passed, 0 failed)',
      'ok      arrows between rooms  (1 passed, 0 failed)',
      'ok      types, current Electron  (1 passed, 0 failed)',
      'ok      types, Electron 22  (1 passed, 0 failed)',
      'ok      unit tests  (1 passed, 0 failed)',
      'ok      contract tests  (1 passed, 0 failed)',
      'ok      fault tests, short form  (1 passed, 0 failed)',
      'ok      package  (1 passed, 0 failed)',
      'ok      end-to-end tests  (1 passed, 0 failed)',
      '10 passed, 0 failed',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect((await read('tools.log')).split('\n').slice(0, 4)).toEqual([
      'biome format .',
      'oxlint --type-aware',
      'tsc -b',
      'tsc -p test/types/electron22',
    ]);
  });

  it('goes on after a failure, shows it, and ends with code 1', async () => {
    const { run } = await smallProject();
    const { code, stdout } = await run('test', [], { FAILS: 'oxlint,contract' });
    const lines = linesOf(stdout);
    expect(lines).toContain('FAILED  lint  (0 passed, 1 failed)');
    expect(lines).toContain('oxlint is not content');
    expect(lines).toContain('FAILED  contract tests  (0 passed, 1 failed)');
    expect(lines).toContain('a test of contract');
    expect([lines.slice(-2), code]).toEqual([['FAILED  a test of contract', '8 passed, 2 failed'], 1]);
  });

  it('counts end-to-end tests without a package as failed, as they were not run', async () => {
    const { run } = await smallProject();
    const { code, stdout } = await run('test', [], { FAILS: 'electron-builder' });
    const lines = linesOf(stdout);
    expect(lines).toContain('electron-builder failed.');
    expect(lines).toContain('Next: Fix what it names, then run the command again.');
    expect(lines).toContain('The end-to-end tests were not run: there is no package.');
    expect([lines.at(-1), code]).toEqual(['8 passed, 2 failed', 1]);
  });

  it('checks nothing when the set-up fails, and says what to do', async () => {
    const { run, root } = await smallProject();
    const { code, stdout, stderr } = await run('test', [], { ELECTRON_OVERRIDE_DIST_PATH: `${root}/main` });
    const lines = linesOf(stdout);
    expect(lines[1]).toMatch(/^ELECTRON_OVERRIDE_DIST_PATH is /);
    expect(lines[2]).toMatch(/^Next: /);
    expect([lines.length, lines.at(-1), code, stderr]).toEqual([5, '0 passed, 1 failed', 1, '']);
  });

  it('checks nothing without a folder for temporary files, and says so', async () => {
    const { run } = await smallProject();
    const { code, stdout } = await run('test', [], { TMPDIR: '/no/such/folder' });
    expect(linesOf(stdout).slice(1)).toEqual([
      'The folder for temporary files, /no/such/folder, is not there.',
      'Next: Make it, or unset TMPDIR, then run the command again.',
      '',
      '0 passed, 1 failed',
    ]);
    expect(code).toBe(1);
  });
});
