import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../main/cli/parse-command-line';

function refusal(...words: string[]): string {
  try {
    parseCommandLine(words);
  } catch (error) {
    const { code, message, remedy } = error as { code: string; message: string; remedy: string };
    return `${code} ${message} ${remedy}`;
  }
  return 'read';
}

describe('wrong usage', () => {
  it.each([
    [[], 'needs a command: token, exec'],
    [['tokne'], 'There is no command "tokne". Did you mean "token"?'],
    [['zzz'], 'There is no command "zzz". Look at axiom-tokens --help.'],
    [['help', 'tokne'], 'Did you mean "token"?'],
    [['help', '-x'], 'axiom-tokens has no flag -x. Look at axiom-tokens --help.'],
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
    [['token', '--format', 'template:'], '--format has nothing after template: Write what belongs there.'],
    [['token', '--color', 'x'], '--color does not take "x". It takes auto, always or never.'],
    [['consumers', 'policy', 'aks'], 'Did you mean ask?'],
    [['exec', '--on-refresh', 'restrat', 'x'], 'Did you mean restart?'],
    [['exec'], 'The argument command is missing.'],
  ])('%j is refused in words', (words, said) => {
    expect(refusal(...words)).toContain('INVALID_INPUT ');
    expect(refusal(...words)).toContain(said);
  });

  it('repeats no more of the arguments than is needed: they may be a token', () => {
    const token = `eyJ${'a'.repeat(300)}`;
    for (const words of [[token], ['token', token], ['token', `--${token}`], ['token', '-f', token]]) {
      expect(refusal(...words)).not.toContain('a'.repeat(60));
      expect(refusal(...words)).toContain('INVALID_INPUT');
    }
    expect(refusal('token', '--tok=secret')).not.toContain('secret');
  });
});
