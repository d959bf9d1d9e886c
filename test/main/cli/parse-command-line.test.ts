import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import type { CommandSpec } from '../../../main/cli/tree/command-spec';
import { COMMAND_TREE } from '../../../main/cli/tree/command-tree';

/** The arguments that a command would get. */
function read(...words: string[]) {
  const invocation = parseCommandLine(words);
  if (invocation.kind !== 'run') throw new Error(invocation.kind);
  return invocation;
}

describe('a command line', () => {
  it('is read with global flags before and after the command, the nearest one counting', () => {
    const { path, options } = read('-p', 'a', '--json', 'token', '-n', '--format', 'raw');
    expect([path, options.text('profile'), options.has('json')]).toEqual([['token'], 'a', true]);
    expect([options.has('no-newline'), options.text('format'), options.has('quiet')]).toEqual([true, 'raw', false]);
    expect(read('token', '-p', 'b').options.text('profile')).toBe('b');
    expect(read('-p', 'a', 'profiles', '-p', 'b', 'list', '-p', 'c').options.text('profile')).toBe('c');
    expect(read('-p', 'a', 'profiles', '-p', 'b', 'list').options.text('profile')).toBe('b');
  });

  it('accepts values with and without an equals sign, and short flags together', () => {
    expect(read('token', '--min-valid=5m', '-fraw', '-qn').options.text('min-valid')).toBe('5m');
    const { options } = read('token', '-fraw', '-qn');
    expect([options.text('format'), options.has('quiet'), options.has('no-newline')]).toEqual(['raw', true, true]);
  });

  it('returns only that a flag that begins with "no" was given', () => {
    expect(read('token', '--no-input', '--no-refresh').options.has('no-refresh')).toBe(true);
    expect(read('token').options.has('no-input')).toBe(false);
  });

  it('gives arguments by name', () => {
    const { path, options } = read('profiles', 'rename', 'a', 'b c');
    expect([path, options.argument('account'), options.argument('name')]).toEqual([['profiles', 'rename'], 'a', 'b c']);
    expect(read('profiles', 'default').options.argument('account')).toBeUndefined();
    expect(read('clear', 'a', 'b').options.arguments('account')).toEqual(['a', 'b']);
    expect(read('token', '--').options.has('json')).toBe(false);
  });

  it('does not interpret the arguments of another program', () => {
    const { options } = read('exec', '--env', 'A', '--env', 'B=cookie', '--', 'bot', '--json', '-p', 'x', '--', '-h');
    expect(options.arguments('command')).toEqual(['bot', '--json', '-p', 'x', '--', '-h']);
    expect([options.texts('env'), options.has('json'), options.has('help')]).toEqual([['A', 'B=cookie'], false, false]);
    expect(read('exec', 'bot', '-v', '--version').options.arguments('command')).toEqual(['bot', '-v', '--version']);
    expect(read('exec', '-p', 'x', 'bot').options.text('profile')).toBe('x');
  });

  it.each([
    [['--help'], []],
    [['help'], []],
    [['help', 'token', '--json'], ['token']],
    [['token', '-h'], ['token']],
    [
      ['help', 'profiles', 'list'],
      ['profiles', 'list'],
    ],
    [['profiles', '--help'], ['profiles']],
    [
      ['profiles', 'rename', '-h'],
      ['profiles', 'rename'],
    ],
    [['exec', '--help'], ['exec']],
  ])('%j asks for help', (words, path) => {
    expect(parseCommandLine(words)).toMatchObject({ kind: 'help', path });
  });

  it.each([[['-V']], [['--version']], [['token', '--version']]])('%j asks for the version', (words) => {
    expect(parseCommandLine(words)).toEqual({ kind: 'version' });
  });

  it('takes all that begins as an open choice does', () => {
    expect(read('token', '-f', 'template:{profile}').options.text('format')).toBe('template:{profile}');
    expect(read('exec', '--on-refresh', 'signal:WINCH', 'x').options.text('on-refresh')).toBe('signal:WINCH');
  });
});

it.each(['pause', 'resume', 'man', 'version', 'completion bash'])('%s is not about one account', (command) => {
  const words = command.split(' ');
  for (const given of [
    [...words, '-p', 'hedge'],
    ['-p', 'hedge', ...words],
  ]) {
    expect(() => parseCommandLine(given)).toThrow(`axiom-tokens ${words[0]} is not about one account`);
  }
});

describe('creating only what the words may name', () => {
  const namesIn = ({ name, commands = [] }: CommandSpec): string[] => [name, ...commands.flatMap(namesIn)];
  const outcome = (...given: Parameters<typeof parseCommandLine>): unknown => {
    try {
      return parseCommandLine(...given);
    } catch (error) {
      const { code, message, remedy } = error as { code: string; message: string; remedy: string };
      return { code, message, remedy };
    }
  };
  const typed = [
    '',
    '--',
    '-',
    '-p',
    '-pa',
    '-qn',
    '-h',
    '-V',
    '-1',
    '-x',
    '--json',
    '--json=1',
    '--format',
    '--format=raw',
  ];
  const more = ['raw', 'x', 'a b', 'tokne', '*', '__proto__', '--help', '--no-input', '--no-such', '--env', 'A=b'];
  const word = fc.oneof(fc.constantFrom(...namesIn(COMMAND_TREE), 'help'), fc.constantFrom(...typed, ...more));

  it('changes nothing in how they are read', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const whole = { isCommand: () => true, hasOptions: true };
        expect(outcome(words)).toEqual(outcome(words, whole));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['token', 'profiles', 'profiles list', 'help', 'help profiles list', ''])('also of "%s"', (line) => {
    const words = line.split(' ').filter((each) => each !== '');
    expect(outcome(words)).toEqual(outcome(words, { isCommand: () => true, hasOptions: true }));
  });
});
