// The entries of tray menu and application menu: one list of labels, shortcuts and rules for when an entry is enabled.
// Pure data for tray-model.ts and app-menu-model.ts, so that the two menus never differ.
import type { Page } from '../../../../preload/contract/page-schema';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';
import type { AppCommand } from './app-actions';

/** A menu entry. Labels are plain text: menu-template.ts escapes them. */
export type MenuEntry =
  | { readonly type: 'separator' }
  | { readonly type: 'status'; readonly label: string }
  | {
      readonly type: 'command';
      readonly label: string;
      readonly command: AppCommand;
      readonly isEnabled: boolean;
      /** Shown and active in the application menu only. */
      readonly accelerator?: string;
    }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

export const SEPARATOR: MenuEntry = { type: 'separator' };

/** Whether a profile counts as signed in: it has tokens, or there is a problem with its tokens. */
export function isSignedIn(profile: ProfileStatus): boolean {
  return profile.headline.kind !== 'none';
}

/** Refresh and copy for one profile, disabled while everything is paused. With several profiles, each label contains the profile's name. */
export function tokenEntries(profile: ProfileStatus | undefined, snapshot: Snapshot): readonly MenuEntry[] {
  const unlessPaused = (isPossible: (of: ProfileStatus) => boolean) => (of: ProfileStatus) =>
    !snapshot.isPaused && isPossible(of);
  const isNamed = profile !== undefined && snapshot.profiles.length > 1;
  const [refresh, copy] = isNamed
    ? [`Refresh ${profile.name} now`, `Copy access token of ${profile.name}`]
    : ['Refresh now', 'Copy access token'];
  return [
    profileEntry(refresh, 'CmdOrCtrl+R', 'refresh-now', profile, unlessPaused(canRefresh)),
    profileEntry(copy, 'CmdOrCtrl+Shift+C', 'copy-access-token', profile, unlessPaused(canCopy)),
  ];
}

/**
 * The action that the profile's headline recommends, with the headline's label; absent when there is none, or when it is a refresh that is not allowed now.
 * With several profiles the label contains the name. If the user has to choose or type something, it opens the page for that.
 */
export function headlineEntry(profile: ProfileStatus, snapshot: Snapshot): MenuEntry | undefined {
  const { id: profileId, name, headline } = profile;
  const isNamed = snapshot.profiles.length > 1;
  const words = `${isNamed ? `${name}: ` : ''}${headline.actionLabel}`;
  const retry: MenuEntry = {
    type: 'command',
    label: words,
    command: { kind: 'retry-storage', profileId },
    isEnabled: true,
  };
  switch (headline.action) {
    case undefined:
      return undefined;
    case 'resume':
      return pauseEntry(snapshot);
    case 'refresh':
      return tokenEntries(profile, snapshot).find(
        (entry) => entry.type === 'command' && entry.command.kind === 'refresh-now' && entry.isEnabled,
      );
    case 'unlock':
    case 'save-again':
    case 'look-again':
      return retry;
    case 'sign-in':
      return pageEntry(signInWords(name, isNamed), undefined, 'sign-in', true, profileId);
    case 'open-sign-in-window':
      return pageEntry(`${words}...`, undefined, 'browser', true, profileId);
    case 'enter-passphrase':
      return pageEntry(`${words}...`, undefined, 'passphrase', true, profileId);
    case 'choose-store':
      return pageEntry(`${words}...`, undefined, 'store', true, profileId);
    case 'restore-or-sign-in':
      return pageEntry(`${words}...`, undefined, 'dashboard', true, profileId);
  }
}

/** "Pause all", or "Resume" while paused. Only "Pause all" has a shortcut: resuming should be a deliberate step. */
export function pauseEntry({ isPaused }: Snapshot): MenuEntry {
  return isPaused
    ? { type: 'command', label: 'Resume', command: { kind: 'resume-all' }, isEnabled: true }
    : {
        type: 'command',
        label: 'Pause all',
        command: { kind: 'pause-all' },
        isEnabled: true,
        accelerator: 'CmdOrCtrl+Shift+P',
      };
}

/** "Sign in..." and "Sign out", each for its own profile; labels as in {@link tokenEntries}. */
export function signInEntries(
  signInTo: ProfileStatus | undefined,
  signOutOf: ProfileStatus | undefined,
  snapshot: Snapshot,
): readonly MenuEntry[] {
  const isNamed = snapshot.profiles.length > 1;
  const signIn = signInWords(signInTo?.name ?? '', isNamed && signInTo !== undefined);
  const signOut = isNamed && signOutOf ? `Sign out of ${signOutOf.name}` : 'Sign out';
  return [
    pageEntry(signIn, 'CmdOrCtrl+I', 'sign-in', signInTo !== undefined, signInTo?.id),
    profileEntry(signOut, undefined, 'sign-out', signOutOf, (profile) => profile.token !== 'none'),
  ];
}

function signInWords(name: string, isNamed: boolean): string {
  return isNamed ? `Sign in to ${name}...` : 'Sign in...';
}

/** The demo account is never saved, so its tokens cannot be moved. */
const DEMO_PROFILE_ID = 'demo';

/** "Move tokens...": opens the page with the places of this profile; the label is as in {@link tokenEntries}. */
export function moveEntry(profile: ProfileStatus | undefined, snapshot: Snapshot): MenuEntry {
  const label = profile && snapshot.profiles.length > 1 ? `Move tokens of ${profile.name}...` : 'Move tokens...';
  const canMove = profile !== undefined && isSignedIn(profile) && profile.id !== DEMO_PROFILE_ID;
  return pageEntry(label, undefined, 'store', canMove, profile?.id);
}

/** Back up, restore and clear: each opens a page that can act on several profiles. `between` is inserted before "Clear tokens". */
export function backupAndClearEntries(snapshot: Snapshot, ...between: readonly MenuEntry[]): readonly MenuEntry[] {
  return [
    pageEntry(
      'Back up...',
      'CmdOrCtrl+B',
      'back-up',
      snapshot.profiles.some((profile) => profile.token !== 'none'),
    ),
    pageEntry('Restore...', 'CmdOrCtrl+Shift+B', 'restore', true),
    ...between,
    pageEntry('Clear tokens...', undefined, 'clear', snapshot.profiles.some(isSignedIn)),
  ];
}

export const OPEN_ENTRY: MenuEntry = {
  type: 'command',
  label: 'Open Axiom Token Manager',
  command: { kind: 'open-window' },
  isEnabled: true,
  accelerator: 'CmdOrCtrl+Shift+O',
};

/** How many accounts have a shortcut with a digit. */
const DIGITS = 9;

/** The dashboards of the first accounts, in the window's order, each with its digit. */
export function dashboardEntries({ profiles }: Snapshot): readonly MenuEntry[] {
  return profiles
    .slice(0, DIGITS)
    .map(({ id, name }, position) => pageEntry(name, `CmdOrCtrl+${position + 1}`, 'dashboard', true, id));
}

export const ADD_PROFILE_ENTRY: MenuEntry = pageEntry('Add an account...', undefined, 'add-profile', true);

/** Opens the page about programs and their consents. */
export const PROGRAMS_ENTRY: MenuEntry = pageEntry('Programs...', undefined, 'programs', true);

export const SETTINGS_ENTRY: MenuEntry = pageEntry('Settings...', 'CmdOrCtrl+,', 'settings', true);

export const ABOUT_ENTRY: MenuEntry = pageEntry('About Axiom Token Manager', undefined, 'about', true);

export const CHECK_ENTRY: MenuEntry = pageEntry('Check this computer...', undefined, 'check', true);

/** The list of shortcuts: F1, or the help key of macOS. */
export function shortcutsEntry(platform: NodeJS.Platform): MenuEntry {
  return pageEntry('Keyboard shortcuts', platform === 'darwin' ? 'Cmd+/' : 'F1', 'shortcuts', true);
}

export const LICENCES_ENTRY: MenuEntry = {
  type: 'command',
  label: 'Third-party licences',
  command: { kind: 'show-licences' },
  isEnabled: true,
};

export const LOG_FOLDER_ENTRY: MenuEntry = {
  type: 'command',
  label: 'Open the log folder',
  command: { kind: 'show-log-folder' },
  isEnabled: true,
};

/** The first entry once the app's files on the disk were replaced. */
export const RESTART_ENTRY: MenuEntry = {
  type: 'command',
  label: 'Restart to finish the update',
  command: { kind: 'restart' },
  isEnabled: true,
};

export const QUIT_ENTRY: MenuEntry = {
  type: 'command',
  label: 'Quit',
  command: { kind: 'quit' },
  isEnabled: true,
  accelerator: 'CmdOrCtrl+Q',
};

/** The profile for "Sign in...": one that needs a new sign-in, else a signed-out one, else the first. */
export function signInTarget(profiles: readonly ProfileStatus[]): ProfileStatus | undefined {
  return (
    profiles.find((profile) => ['corrupt', 'needs-sign-in', 'needs-browser'].includes(profile.headline.kind)) ??
    profiles.find((profile) => !isSignedIn(profile)) ??
    profiles[0]
  );
}

function canRefresh(profile: ProfileStatus): boolean {
  return profile.token !== 'none' && !['refreshing', 'needs-sign-in', 'asked-to-wait'].includes(profile.session);
}

function canCopy(profile: ProfileStatus): boolean {
  return profile.token !== 'none' && profile.token !== 'expired';
}

function profileEntry(
  label: string,
  accelerator: string | undefined,
  kind: 'refresh-now' | 'copy-access-token' | 'sign-out',
  profile: ProfileStatus | undefined,
  isPossible: (profile: ProfileStatus) => boolean,
): MenuEntry {
  return {
    type: 'command',
    label,
    command: { kind, profileId: profile?.id ?? '' },
    isEnabled: profile !== undefined && isPossible(profile),
    ...(accelerator === undefined ? {} : { accelerator }),
  };
}

function pageEntry(
  label: string,
  accelerator: string | undefined,
  page: Page,
  isEnabled: boolean,
  profileId?: string,
): MenuEntry {
  return {
    type: 'command',
    label,
    command: { kind: 'show-page', page, ...(profileId === undefined ? {} : { profileId }) },
    isEnabled,
    ...(accelerator === undefined ? {} : { accelerator }),
  };
}
