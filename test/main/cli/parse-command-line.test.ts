import { describe, expect, it } from 'vitest';
import { parseCommandLine, wantsJson } from '../../../main/cli/parse-command-line';

/** The arguments that a command would get. */
function read(...words: string[]) {
  const invocation = parseCommandLine(words);
  if (invocation.kind !== 'run') throw new Error(invocation.kind);
  return invocation;
}

function refusal(...words: string[]): string {
  try {
    parseCommandLine(words);
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    return `${code} ${message} ${remedy}`;
  }
  return 'read';
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

  it('takes values with and without a sign, and short flags together', () => {
    expect(read('token', '--min-valid=5m', '-fraw', '-qn').options.text('min-valid')).toBe('5m');
    const { options } = read('token', '-fraw', '-qn');
    expect([options.text('format'), options.has('quiet'), options.has('no-newline')]).toEqual(['raw', true, true]);
  });

  it('says only that a flag that begins with "no" was given', () => {
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

  it('leaves the words of another program alone', () => {
    const { options } = read('exec', '--env', 'A', '--env', 'B=cookie', '--', 'bot', '--json', '-p', 'x', '--', '-h');
    expect(options.arguments('command')).toEqual(['bot', '--json', '-p', 'x', '--', '-h']);
    expect([options.texts('env'), options.has('json'), options.has('help')]).toEqual([['A', 'B=cookie'], false, false]);
    expect(read('exec', 'bot', '-v', '--version').options.arguments('command')).toEqual(['bot', '-v', '--version']);
    expect(read('exec', '-p', 'x', 'bot').options.text('profile')).toBe('x');
  });

  it.each([
    [['--help'], []],
    [['help'], []],
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

  it.each([
    [[], 'needs a command: token, exec'],
    [['tokne'], 'There is no command "tokne". Did you mean "token"?'],
    [['zzz'], 'There is no command "zzz". Look at axiom-tokens --help.'],
    [['help', 'tokne'], 'Did you mean "token"?'],
    [['profiles'], 'axiom-tokens profiles needs a command: list, add, rename, remove or default.'],
    [['profiles', 'lst'], 'There is no command "profiles lst". Did you mean "profiles list"?'],
    [['token', '--fromat', 'raw'], 'axiom-tokens token has no flag --fromat. Did you mean --format?'],
    [['token', '--json=yes'], '--json takes no value. Give it alone.'],
    [['--no-input=1', 'token'], '--no-input takes no value. Give it alone.'],
    [['--jsn', 'token'], 'axiom-tokens has no flag --jsn. Did you mean --json?'],
    [['token', '-x'], 'axiom-tokens token has no flag -x. Look at axiom-tokens token --help.'],
    [['token', '--min-valid'], '--min-valid needs a value.'],
    [['token', '-p'], '--profile needs a value.'],
    [['token', 'main'], 'There are more arguments than axiom-tokens token takes.'],
    [['profiles', 'rename', 'a'], 'The argument name is missing.'],
    [['token', '--format', 'jsno'], '--format does not take "jsno". Did you mean json?'],
    [['token', '--format', 'template:'], '--format does not take "template:"'],
    [['token', '--color', 'x'], '--color does not take "x". It takes auto, always or never.'],
    [['consumers', 'policy', 'aks'], 'Did you mean ask?'],
    [['exec', '--on-refresh', 'restrat', 'x'], 'Did you mean restart?'],
    [['exec'], 'The argument command is missing.'],
  ])('%j is refused in words', (words, said) => {
    expect(refusal(...words)).toContain('INVALID_INPUT ');
    expect(refusal(...words)).toContain(said);
  });

  it('takes all that begins as an open choice does', () => {
    expect(read('token', '-f', 'template:{profile}').options.text('format')).toBe('template:{profile}');
    expect(read('exec', '--on-refresh', 'signal:WINCH', 'x').options.text('on-refresh')).toBe('signal:WINCH');
  });

  it('says no more of what was typed than is needed: it may be a token', () => {
    const token = `eyJ${'a'.repeat(300)}`;
    for (const words of [[token], ['token', token], ['token', `--${token}`], ['token', '-f', token]]) {
      expect(refusal(...words)).not.toContain('a'.repeat(60));
      expect(refusal(...words)).toContain('INVALID_INPUT');
    }
    expect(refusal('token', '--tok=secret')).not.toContain('secret');
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

it.each(['pause', 'resume', 'man', 'version', 'completion bash'])('%s is not about one account', (command) => {
  const words = command.split(' ');
  for (const given of [
    [...words, '-p', 'hedge'],
    ['-p', 'hedge', ...words],
  ]) {
    expect(() => parseCommandLine(given)).toThrow(`axiom-tokens ${words[0]} is not about one account`);
  }
});
