import { expect, it } from 'vitest';
import {
  argumentName,
  argumentWords,
  exitsOf,
  flagNames,
  flagWords,
  shownCommands,
  usageLine,
} from '../../../../main/cli/manual/spec-words';
import { COMMAND_TREE } from '../../../../main/cli/tree/command-tree';

const flag = { name: 'min-valid', short: 'm', value: 'DUR', description: 'A.' } as const;

it('writes flags with their short form, choices and what holds otherwise', () => {
  expect([flagNames(flag), flagNames({ name: 'json', description: 'A.' })]).toEqual([
    '-m, --min-valid DUR',
    '    --json',
  ]);
  expect(flagWords({ ...flag, choices: ['a', 't:'], otherwise: 'a', isRepeated: true })).toBe(
    'A. One of: a, t:…. May be given several times. Default: a.',
  );
});

it('writes arguments', () => {
  expect(argumentName({ name: 'file', description: 'A.' })).toBe('FILE');
  expect(argumentName({ name: 'file', description: 'A.', isOptional: true, isRepeated: true })).toBe('[FILE...]');
  expect(argumentWords({ name: 'x', description: 'A.', choices: ['b', 'c'] })).toBe('A. One of: b, c.');
});

it('writes how a command is called', () => {
  const spec = { name: 'rename', summary: 'x', args: [{ name: 'name', description: 'A.' }] };
  expect(usageLine(['profiles', 'rename'], spec)).toBe('axiom-tokens profiles rename [flags] NAME');
  expect(usageLine(['exec'], { ...spec, takesCommand: true })).toBe('axiom-tokens exec [flags] -- NAME');
  expect(usageLine([], COMMAND_TREE)).toBe('axiom-tokens [flags] COMMAND');
});

it('lists the exit codes that a command may have, and the commands that are shown', () => {
  expect(exitsOf({ name: 'x', summary: 'x', exits: [8] }).map(([code]) => code)).toEqual([0, 1, 2, 8, 124]);
  expect(shownCommands(COMMAND_TREE).map(({ name }) => name)).not.toContain('__complete');
});
