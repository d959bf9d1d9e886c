import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quoted, typedWord, variableLine } from '../../../main/handout/shell-quoting';

const ODD = [
  'eyJhbGciOi.eyJ_-.sig',
  '',
  'a b',
  "it's",
  '"$HOME" `id` $(id)',
  String.raw`back\slash \' \n`,
  '*?[a] ~ # ! & | ; < > ( ) { } % ^',
  "''''",
  'ümläut – 日本 ‘curly’',
  'two\nlines\ttab',
  '-n',
  "\\'",
];

describe('a text for a shell', () => {
  it.each([
    ['sh', ['sh', '-c']],
    ['sh', ['bash', '-c']],
    ['sh', ['zsh', '-fc']],
    ['fish', ['fish', '--no-config', '-c']],
  ] as const)('is taken as it is by %s as %j', (shell, [program, ...args]) => {
    const script = ODD.map((text) => `printf '%s\\0' ${quoted(shell, text)}`).join('\n');
    const printed = execFileSync(program, [...args, script], { encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(ODD);
  });

  it.each([
    ['sh', ['sh', '-c']],
    ['sh', ['bash', '-c']],
    ['sh', ['zsh', '-fc']],
    ['fish', ['fish', '--no-config', '-c']],
  ] as const)('comes into the environment of %s as %j', (shell, [program, ...args]) => {
    const lines = ODD.map((text, at) => variableLine(shell, `ODD_${at}`, text));
    const show = `node -e 'process.stdout.write(JSON.stringify(Object.keys(process.env).filter((n) => n.startsWith("ODD_")).sort((a, b) => a.slice(4) - b.slice(4)).map((n) => process.env[n])))'`;
    const printed = execFileSync(program, [...args, [...lines, show].join('\n')], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(ODD);
  });

  // PowerShell and cmd are in no Debian package: their lines follow the documentation and were not run.
  it.each([
    ['pwsh', "it's", "'it''s'"],
    ['pwsh', '$env:x `n "a"', `'$env:x \`n "a"'`],
    ['pwsh', '‘a’', "'‘‘a’’'"],
    ['cmd', 'eyJ.a-_b', 'eyJ.a-_b'],
    ['cmd', 'a & b | c', 'a & b | c'],
  ] as const)('is written for %s: %s', (shell, text, written) => {
    expect(quoted(shell, text)).toBe(written);
  });

  it.each([
    ['sh', "export A='b'"],
    ['fish', "set -gx A 'b'"],
    ['pwsh', "$env:A = 'b'"],
    ['cmd', 'set "A=b"'],
  ] as const)('is set in %s', (shell, line) => {
    expect(variableLine(shell, 'A', 'b')).toBe(line);
  });

  it.each(['a"b', '%PATH%', 'a!b', 'a^b', 'a\nb'])('is refused for cmd if it cannot be written for it: %j', (text) => {
    expect(() => quoted('cmd', text)).toThrow('cannot be written for cmd');
  });
});

it.each([
  ['hedge', 'hedge'],
  ['Zürich-2', 'Zürich-2'],
  ['my hedge', "'my hedge'"],
  ['', "''"],
  ["it's", String.raw`'it'\''s'`],
])('%j is typed as %s', (word, typed) => {
  expect(typedWord(word)).toBe(typed);
});
