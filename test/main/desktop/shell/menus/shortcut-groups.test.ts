import { describe, expect, it } from 'vitest';
import { appMenuModel, type AppMenuSection } from '../../../../../main/desktop/shell/menus/app-menu-model';
import type { MenuEntry } from '../../../../../main/desktop/shell/menus/menu-entries';
import { shortcutGroups, shownKeys } from '../../../../../main/desktop/shell/menus/shortcut-groups';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

function acceleratorsOf(entries: readonly MenuEntry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'submenu') return acceleratorsOf(entry.entries);
    return entry.type === 'command' && entry.accelerator !== undefined ? [entry.accelerator] : [];
  });
}

describe('the overview of keys', () => {
  const snapshots = [
    makeTraySnapshot([]),
    makeTraySnapshot([makeTrayProfile()]),
    makeTraySnapshot([makeTrayProfile()], { isPaused: true }),
    makeTraySnapshot(Array.from({ length: 11 }, (_, at) => makeTrayProfile({ id: `id-${at}`, name: `name ${at}` }))),
  ];

  it.each(PLATFORMS)(
    'has every accelerator of the menu once, and each other entry with keys of its own (%s)',
    (platform) => {
      for (const snapshot of snapshots) {
        const sections = appMenuModel(snapshot, platform);
        const shown = shortcutGroups(sections, platform).flatMap(({ shortcuts }) => shortcuts);
        const roleCount = sections.flatMap(({ roles = [] }) => roles).length;
        const accelerators = sections.flatMap(({ entries = [] }) => acceleratorsOf(entries));
        const keys = shown.map((shortcut) => shortcut.keys.join('+'));
        expect(keys).toEqual(expect.arrayContaining(accelerators.map((each) => shownKeys(each, platform).join('+'))));
        expect(keys).toHaveLength(accelerators.length + roleCount);
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(shown.map(({ words }) => words)).size).toBe(shown.length);
      }
    },
  );

  it('has the current labels, without the dots of a menu, and "show" for the accounts', () => {
    const profiles = [makeTrayProfile(), makeTrayProfile({ id: 'hedge', name: 'hedge' })];
    const groups = shortcutGroups(appMenuModel(makeTraySnapshot(profiles), 'linux', 'hedge'), 'linux');
    expect(groups.map(({ title }) => title)).toEqual(['Tokens', 'Edit', 'View', 'Window', 'Help']);
    expect(groups[0]?.shortcuts[0]).toEqual({ words: 'Refresh hedge now', keys: ['Ctrl', 'R'] });
    expect(groups.flatMap(({ shortcuts }) => shortcuts.map(({ words }) => words))).toEqual(
      expect.arrayContaining(['Back up', 'Show main', 'Show hedge', 'Close the window']),
    );
  });

  it('goes into submenus, and leaves out what has no keys', () => {
    const key: MenuEntry = {
      type: 'command',
      label: 'Deep...',
      command: { kind: 'quit' },
      isEnabled: true,
      accelerator: 'F9',
    };
    const sections: AppMenuSection[] = [
      { label: 'A', entries: [{ type: 'submenu', label: 'B', entries: [key] }, { type: 'separator' }] },
      { label: 'Empty', entries: [{ type: 'status', label: 'C' }] },
    ];
    expect(shortcutGroups(sections, 'linux')).toEqual([{ title: 'A', shortcuts: [{ words: 'Deep', keys: ['F9'] }] }]);
  });
});

describe('keys as the platform writes them', () => {
  it.each([
    ['CmdOrCtrl+Shift+C', 'linux', ['Ctrl', 'Shift', 'C']],
    ['CmdOrCtrl+Shift+C', 'win32', ['Ctrl', 'Shift', 'C']],
    ['CmdOrCtrl+Shift+C', 'darwin', ['⇧', '⌘', 'C']],
    ['Shift+CommandOrControl+Z', 'linux', ['Ctrl', 'Shift', 'Z']],
    ['Control+Command+F', 'darwin', ['⌃', '⌘', 'F']],
    ['Alt+F4', 'linux', ['Alt', 'F4']],
    ['Shift+Alt+Control+X', 'linux', ['Ctrl', 'Alt', 'Shift', 'X']],
    ['CommandOrControl+Plus', 'linux', ['Ctrl', '+']],
    ['CommandOrControl+-', 'linux', ['Ctrl', '−']],
    ['Cmd+/', 'darwin', ['⌘', '/']],
    ['F1', 'linux', ['F1']],
  ] as const)('%s on %s', (accelerator, platform, keys) => {
    expect(shownKeys(accelerator, platform)).toEqual(keys);
  });
});
