import { describe, expect, it } from 'vitest';
import { helpText } from '../../../../main/cli/manual/help-text';
import { COMMAND_TREE, leaves } from '../../../../main/cli/tree/command-tree';
import { EXIT_MEANINGS } from '../../../../main/handout/exit-codes';

describe('help', () => {
  it.each(
    leaves()
      .filter(({ spec }) => !spec.isHidden)
      .map(({ path, spec }) => [path.join(' '), path, spec] as const),
  )('of %s has its flags, examples and exit codes, within the width of a terminal', (_name, path, spec) => {
    const text = helpText(path, spec);
    for (const { name } of spec.flags ?? []) expect(text).toContain(`--${name}`);
    for (const { line } of spec.examples ?? []) expect(text).toContain(line);
    for (const code of spec.exits ?? []) expect(text).toMatch(new RegExp(`^ {2}${code} `, 'm'));
    const wide = text.split('\n').filter((line) => line.length > 80 && !line.includes('axiom-tokens'));
    expect(wide).toEqual([]);
  });

  it('of the whole lists all commands and exit codes, and not what is hidden', () => {
    const text = helpText([], COMMAND_TREE);
    for (const { name, summary, isHidden } of COMMAND_TREE.commands ?? []) {
      expect(text.includes(`  ${name} `)).toBe(!isHidden);
      if (!isHidden) expect(text.replace(/\s+/g, ' ')).toContain(summary);
    }
    for (const [code, meaning] of EXIT_MEANINGS) expect(text.replace(/\s+/g, ' ')).toContain(`${code} ${meaning}`);
  });

  it('of a group lists its commands', () => {
    const spec = COMMAND_TREE.commands?.find(({ name }) => name === 'profiles');
    expect(spec && helpText(['profiles'], spec)).toMatch(/^Commands:\n {2}list +List the accounts$/m);
  });
});
