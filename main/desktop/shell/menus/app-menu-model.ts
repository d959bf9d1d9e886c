// The application menu as data: the tray's actions with shortcuts, the accounts' dashboards, and the edit commands that copy and paste need.
// Pure; app-menu.ts passes it to Electron.
import type { MenuItemConstructorOptions } from 'electron';
import type { Snapshot } from '../../../../preload/contract/schemas';
import type { AppCommand } from './app-actions';
import { alwaysNew, type SubmenuOf } from './submenu';
import {
  ABOUT_ENTRY,
  CHECK_ENTRY,
  ADD_PROFILE_ENTRY,
  isSignedIn,
  backupAndClearEntries,
  dashboardEntries,
  LICENCES_ENTRY,
  LOG_FOLDER_ENTRY,
  type MenuEntry,
  moveEntry,
  OPEN_ENTRY,
  pauseEntry,
  PROGRAMS_ENTRY,
  QUIT_ENTRY,
  SEPARATOR,
  SETTINGS_ENTRY,
  shortcutsEntry,
  signInEntries,
  signInTarget,
  tokenEntries,
} from './menu-entries';
import type { MenuRole } from './menu-roles';
import { menuTemplate } from './menu-template';

/** One top-level menu: the app's own entries, then roles that Electron implements. */
export interface AppMenuSection {
  readonly label: string;
  readonly entries?: readonly MenuEntry[];
  readonly roles?: readonly MenuRole[];
}

/** The sections of the menu. Shortcuts act on the profile on screen (`shownId`), else on the first that is signed in; each further one has its own submenu without shortcuts. */
export function appMenuModel(
  snapshot: Snapshot,
  platform: NodeJS.Platform,
  shownId?: string,
): readonly AppMenuSection[] {
  const isMac = platform === 'darwin';
  const signedIn = snapshot.profiles.filter(isSignedIn);
  const shown = snapshot.profiles.find(({ id }) => id === shownId);
  const first = shown ?? signedIn[0] ?? snapshot.profiles[0];
  const rest = signedIn.filter((profile) => profile !== first);
  const others: MenuEntry[] = rest.map((profile) => ({
    type: 'submenu',
    label: profile.name,
    entries: withoutAccelerators([
      ...tokenEntries(profile, snapshot),
      SEPARATOR,
      ...signInEntries(profile, profile, snapshot),
      moveEntry(profile, snapshot),
    ]),
  }));
  const tokensMenu: AppMenuSection = {
    label: 'Tokens',
    entries: [
      ...tokenEntries(first, snapshot),
      SEPARATOR,
      ...signInEntries(shown ?? signInTarget(snapshot.profiles), first, snapshot),
      ADD_PROFILE_ENTRY,
      ...(others.length > 0 ? [SEPARATOR, ...others] : []),
      SEPARATOR,
      pauseEntry(snapshot),
      PROGRAMS_ENTRY,
      SEPARATOR,
      ...backupAndClearEntries(snapshot, moveEntry(first, snapshot)),
      ...(isMac ? [] : [SEPARATOR, SETTINGS_ENTRY, SEPARATOR, QUIT_ENTRY]),
    ],
  };
  return [
    ...(isMac
      ? [
          {
            label: 'Axiom Token Manager',
            entries: [ABOUT_ENTRY, SEPARATOR, SETTINGS_ENTRY, SEPARATOR, QUIT_ENTRY],
          },
        ]
      : []),
    tokensMenu,
    { label: 'Edit', roles: ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] },
    { label: 'View', roles: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] },
    {
      label: 'Window',
      entries: [OPEN_ENTRY, SEPARATOR, ...dashboardEntries(snapshot), SEPARATOR],
      roles: ['close'],
    },
    {
      label: 'Help',
      entries: [
        shortcutsEntry(platform),
        SEPARATOR,
        CHECK_ENTRY,
        LOG_FOLDER_ENTRY,
        LICENCES_ENTRY,
        ...(isMac ? [] : [SEPARATOR, ABOUT_ENTRY]),
      ],
    },
  ];
}

/** The menu as an Electron template. */
export function appMenuTemplate(
  sections: readonly AppMenuSection[],
  run: (command: AppCommand) => void,
  submenuOf: SubmenuOf = alwaysNew,
): MenuItemConstructorOptions[] {
  return sections.map(({ label, entries = [], roles = [] }) => ({
    label,
    submenu: submenuOf([entries, roles], () => [
      ...menuTemplate(entries, run, 'with-accelerators', submenuOf),
      ...roles.map((role): MenuItemConstructorOptions => ({ role })),
    ]),
  }));
}

function withoutAccelerators(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.map((entry) => {
    if (entry.type !== 'command') return entry;
    const { accelerator: _first, ...rest } = entry;
    return rest;
  });
}
