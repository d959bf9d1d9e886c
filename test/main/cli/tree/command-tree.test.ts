import { describe, expect, it } from 'vitest';
import type { CommandSpec, FlagSpec } from '../../../../main/cli/tree/command-spec';
import { COMMAND_TREE, leaves } from '../../../../main/cli/tree/command-tree';
import { GLOBAL_FLAGS } from '../../../../main/cli/tree/global-flags';
import { COMMANDS_WITH_CODE } from '../../../../main/cli/load-command';
import { EXIT_MEANINGS } from '../../../../main/handout/exit-codes';

const all = leaves();
const shown = all.filter(({ spec }) => !spec.isHidden);
const flagsOf = ({ flags = [] }: CommandSpec): readonly FlagSpec[] => flags;
const everyFlag = [...GLOBAL_FLAGS, ...all.flatMap(({ spec }) => flagsOf(spec))];

describe('the command tree', () => {
  it('has the commands that are promised', () => {
    expect(COMMAND_TREE.commands?.filter(({ isHidden }) => !isHidden).map(({ name }) => name)).toEqual([
      ...['token', 'exec', 'watch', 'status', 'refresh', 'login', 'logout', 'clear', 'profiles', 'import', 'backup'],
      ...['restore', 'migrate', 'consumers', 'trail', 'pause', 'resume', 'doctor', 'completion', 'man', 'version'],
    ]);
  });

  it('has code for each command, and no code for others', () => {
    expect(all.map(({ path }) => path.join(' ')).sort()).toEqual([...COMMANDS_WITH_CODE].sort());
  });

  it('describes each flag in a sentence, and each value by a name', () => {
    const wrong = everyFlag.filter(({ name, description, value, kind }) => {
      const hasName = /^[a-z][a-z-]*[a-z]$|^fd$|^as$/.test(name);
      const hasValue = value === undefined ? kind === undefined : kind !== undefined && /^[A-Z[\]=]+$/.test(value);
      return !hasName || !hasValue || !/^[A-Z].{8,}\.$/.test(description);
    });
    expect(wrong).toEqual([]);
  });

  it('describes each command and argument, with an example', () => {
    const groups = COMMAND_TREE.commands?.filter(({ commands }) => commands) ?? [];
    for (const spec of [...groups, ...all.map((leaf) => leaf.spec)]) expect(spec.summary).toMatch(/^[A-Z].{8,}[^.]$/);
    expect(shown.filter(({ spec }) => (spec.examples ?? []).length === 0)).toEqual([]);
    for (const { spec } of all) for (const { description } of spec.args ?? []) expect(description).toMatch(/\.$/);
  });

  it('has no flag twice, in long or short, in any command', () => {
    for (const { spec } of all) {
      const names = [...flagsOf(spec), ...GLOBAL_FLAGS].flatMap(({ name, short }) => [name, ...(short ? [short] : [])]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('names exit codes of the table only', () => {
    const known = EXIT_MEANINGS.map(([code]) => code);
    for (const { spec } of all) for (const code of spec.exits ?? []) expect(known).toContain(code);
  });
});
