import { expect, it } from 'vitest';
import { printsVersionOrHelp, versionOrHelp } from '../../../main/desktop/version-and-help';

const VERSION = 'Axiom Token Manager 1.2.3\n';

it.each<[string, readonly string[], string | undefined]>([
  ['no switch', [], undefined],
  ['the version', ['--version'], VERSION],
  ['the version, among others', ['--demo', '--user-data-dir=/x', '--version', '--no-such-switch'], VERSION],
  ['a switch that nobody knows', ['--no-such-switch'], undefined],
  ['a file of that name', ['--', '--version'], undefined],
  ['a value of that name', ['--user-data-dir=--version'], undefined],
  ['something longer', ['--version-of-it', '--helper'], undefined],
])('%s', (_what, given, text) => {
  expect(versionOrHelp(['/opt/app', ...given], '1.2.3')).toBe(text);
});

it.each([[['--help']], [['--version', '--help']]])('%j: the version, and every switch that README names', (given) => {
  const text = versionOrHelp(['/opt/app', ...given], '1.2.3') ?? '';
  expect(text.startsWith(VERSION)).toBe(true);
  const switches = [...text.matchAll(/^ {2}(--[a-z-]+|BACKUP)/gm)].map(([, name]) => name);
  expect(switches).toEqual([
    'BACKUP',
    '--hidden',
    '--demo',
    '--user-data-dir',
    '--state-directory',
    '--version',
    '--help',
  ]);
});

it('ignores the program name itself', () => {
  expect(versionOrHelp(['--version'], '1.2.3')).toBeUndefined();
});

it.each([
  [['app', '--version'], true, [VERSION, 'exit 0']],
  [['app', '--demo'], false, []],
])('of %j it prints something and exits: %s', (argv, isPrinted, seen) => {
  const said: string[] = [];
  const app = { getVersion: () => '1.2.3', exit: (code?: number) => void said.push(`exit ${code}`) };
  expect(printsVersionOrHelp(app, { argv, stdout: { write: (words: string) => said.push(words) } })).toBe(isPrinted);
  expect(said).toEqual(seen);
});
