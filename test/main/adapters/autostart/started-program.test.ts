import { expect, it } from 'vitest';
import { startedProgram } from '../../../../main/adapters/autostart/started-program';

const FOLDER = '/opt/axiom-token-manager';

it.each<[string, string, readonly string[], string]>([
  [
    'the launcher beside the executable',
    `${FOLDER}/axiom-token-manager-bin`,
    ['axiom-token-manager'],
    'axiom-token-manager',
  ],
  ['the executable, where it has none', `${FOLDER}/axiom-token-manager-bin`, [], 'axiom-token-manager-bin'],
  ['an executable of another name', `${FOLDER}/electron`, ['axiom-token-manager'], 'electron'],
])('is %s', (_what, execPath, beside, program) => {
  const isThere = (path: string) => beside.some((name) => path === `${FOLDER}/${name}`);
  expect(startedProgram(execPath, isThere)).toBe(`${FOLDER}/${program}`);
});
