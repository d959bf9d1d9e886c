import { expect, it } from 'vitest';
import { MENU_ROLES } from '../../../../../main/desktop/shell/menus/menu-roles';

it.each([
  ['linux', 'Shift+CommandOrControl+Z', 'F11'],
  ['win32', 'Control+Y', 'F11'],
  ['darwin', 'Shift+CommandOrControl+Z', 'Control+Command+F'],
] as const)('on %s the keys that differ between systems are %s and %s', (platform, redo, fullScreen) => {
  expect([MENU_ROLES.redo.accelerator(platform), MENU_ROLES.togglefullscreen.accelerator(platform)]).toEqual([
    redo,
    fullScreen,
  ]);
});

it('each role has a label and keys of its own', () => {
  const entries = Object.values(MENU_ROLES);
  for (const of of [
    entries.map(({ words }): string => words),
    entries.map(({ accelerator }): string => accelerator('linux')),
  ])
    expect(new Set(of).size).toBe(entries.length);
});
