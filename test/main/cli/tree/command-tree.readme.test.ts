// README's section about the command line must match the command tree.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { COMMAND_TREE } from '../../../../main/cli/tree/command-tree';
import { VARIABLES } from '../../../../main/cli/tree/global-flags';
import { EXIT_MEANINGS } from '../../../../main/handout/exit-codes';

const readme = await readFile('README.md', 'utf8');
const section = readme.slice(readme.indexOf('## Command line\n'), readme.indexOf('\n## Programs that run longer'));

it('names each command', () => {
  for (const { name, commands = [], isHidden } of COMMAND_TREE.commands ?? []) {
    if (isHidden) continue;
    expect(section).toContain(`\`${name}`);
    for (const child of commands) expect(section).toContain(`${child.name}\``);
  }
});

it('has the table of exit codes', () => {
  const rows = [...section.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
  expect(rows).toEqual(EXIT_MEANINGS.map((row) => [...row]));
});

it('names variables that are read', () => {
  const named = section.match(/AXIOM_TOKENS_[A-Z_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(2);
  for (const name of named) expect(VARIABLES.map(([each]) => each)).toContain(name);
});
