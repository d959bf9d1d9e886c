import { expect, it } from 'vitest';
import { appImageOf, startedProgram } from '../../../../main/adapters/autostart/started-program';

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

const MOUNT = '/tmp/.mount_Axiomx1';

it.each<[string, string, Record<string, string>, string | undefined]>([
  [
    'its own',
    `${MOUNT}/axiom-token-manager-bin`,
    { APPIMAGE: '/home/ada/A.AppImage', APPDIR: MOUNT },
    '/home/ada/A.AppImage',
  ],
  [
    'that of a terminal',
    `${FOLDER}/axiom-token-manager`,
    { APPIMAGE: '/home/ada/T.AppImage', APPDIR: '/tmp/.mount_T' },
    undefined,
  ],
  [
    'that of one whose mount begins the same',
    `${MOUNT}2/axiom`,
    { APPIMAGE: '/home/ada/T.AppImage', APPDIR: MOUNT },
    undefined,
  ],
  ['one without a file', `${MOUNT}/axiom`, { APPDIR: MOUNT }, undefined],
  ['one without a mount', `${MOUNT}/axiom`, { APPIMAGE: '/home/ada/A.AppImage' }, undefined],
  ['none', `${FOLDER}/axiom-token-manager`, {}, undefined],
])('of an AppImage it is %s', (_what, program, env, file) => {
  expect(appImageOf(program, env)).toBe(file);
});
