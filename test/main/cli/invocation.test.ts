import { describe, expect, it } from 'vitest';
import { bareInvocation, wantsJson } from '../../../main/cli/invocation';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import type { CommandSpec } from '../../../main/cli/tree/command-spec';
import { COMMAND_TREE } from '../../../main/cli/tree/command-tree';

describe('the name of a command and nothing else', () => {
  const linesOf = ({ commands = [] }: CommandSpec, above: string[] = []): string[][] =>
    commands.flatMap((each) => [[...above, each.name], ...linesOf(each, [...above, each.name])]);
  const bare = linesOf(COMMAND_TREE).filter((words) => bareInvocation(words));

  it.each(bare)('%s %s is what commander reads', (...line) => {
    const words = line.filter((each) => each !== undefined);
    expect(bareInvocation(words)).toEqual(parseCommandLine(words));
  });

  it('is known of all commands that take no arguments, and of no others', () => {
    expect(bare.map((words) => words.join(' '))).toEqual(expect.arrayContaining(['token', 'status', 'profiles list']));
    const others = linesOf(COMMAND_TREE).filter((words) => !bareInvocation(words));
    expect(others.map((words) => words.join(' '))).toEqual(expect.arrayContaining(['profiles', 'exec', 'clear']));
  });

  it.each(['', '-p', 'tokne', 'help', 'token -n', 'token --', 'token main', 'toString'])('is not "%s"', (line) => {
    expect(bareInvocation(line.split(' ').filter((each) => each !== ''))).toBeUndefined();
  });
});

describe('wanting JSON', () => {
  it.each([
    [['token', '--json'], true],
    [['--json', 'tokne'], true],
    [['exec', '--', 'bot', '--json'], false],
    [['token'], false],
  ])('%j: %s', (words, wanted) => {
    expect(wantsJson(words)).toBe(wanted);
  });
});
