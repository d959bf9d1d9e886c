import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { manPage } from '../../../../main/cli/manual/man-page';
import { leaves } from '../../../../main/cli/tree/command-tree';

const page = manPage('1.2.3');
const STRUCK = '\u0008';

describe('the manual page', () => {
  it('is read by man without a warning', () => {
    const { error, status, stdout, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', '-'], {
      input: page,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8', MANWIDTH: '100' },
    });
    if (error) throw error;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('NAME');
  });

  it('is read by mandoc without a warning but for the length of its lines', () => {
    const { error, stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'style'], { input: page, encoding: 'utf8' });
    if (error) throw error;
    const wrong = stdout.split('\n').filter((line) => line !== '' && !/longer than 80 bytes|missing date/.test(line));
    expect(wrong).toEqual([]);
  });

  it('has each command with its flags and examples, as they are typed', () => {
    const text = execFileSync('mandoc', ['-T', 'utf8', '-O', 'width=200'], { input: page, encoding: 'utf8' })
      // Bold and italic letters are overstruck.
      .split(STRUCK)
      .map((part, at, all) => (at < all.length - 1 ? part.slice(0, -1) : part))
      .join('')
      .replace(/\s+/g, ' ');
    for (const { path, spec } of leaves().filter((leaf) => !leaf.spec.isHidden)) {
      expect(text).toContain(`axiom-tokens ${path.join(' ')} [flags]`);
      for (const { name } of spec.flags ?? []) expect(text).toContain(`--${name}`);
      for (const { line } of spec.examples ?? []) expect(text).toContain(line.replace('…', '...').replace(/\s+/g, ' '));
    }
    expect(text).not.toContain('__complete');
  });
});
