// The entries of tray menu and application menu: one list of labels, accelerators and rules for when an entry is enabled.
// Pure data for tray-model.ts and app-menu-model.ts, so that the two menus never differ.
import type { Page } from '../../../../preload/contract/page-schema';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';
import type { AppCommand } from './app-actions';

/** One entry of a menu. Labels are plain text: menu-template.ts escapes them. */
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

/** Refresh and copy for one profile; both are disabled while everything is paused. Where there are several profiles, each entry names its own. */
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
 * What the profile's headline calls for, in the headline's own words; absent when it calls for nothing, or for a refresh that cannot be made now.
 * Where there are several profiles it names its own. Where a person has to choose or type something it opens the page for that.
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

/** "Pause all", or "Resume" while paused. Only pausing has an accelerator: resuming should be a deliberate step. */
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

/** "Sign in..." and "Sign out", each for its own profile, and named as {@link tokenEntries}. */
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

/** "Move tokens...": opens the page with the places of this profile, and is named as {@link tokenEntries}. */
export function moveEntry(profile: ProfileStatus | undefined, snapshot: Snapshot): MenuEntry {
  const label = profile && snapshot.profiles.length > 1 ? `Move tokens of ${profile.name}...` : 'Move tokens...';
  const canMove = profile !== undefined && isSignedIn(profile) && profile.id !== DEMO_PROFILE_ID;
  return pageEntry(label, undefined, 'store', canMove, profile?.id);
}

/** Back up, restore and clear: each opens a page of the window that can act on several profiles. `between` stands before what clears. */
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

/** How many accounts have a digit of their own. */
const DIGITS = 9;

/** The dashboards of the first accounts, in the order of the window's list, each by its digit. */
export function dashboardEntries({ profiles }: Snapshot): readonly MenuEntry[] {
  return profiles
    .slice(0, DIGITS)
    .map(({ id, name }, position) => pageEntry(name, `CmdOrCtrl+${position + 1}`, 'dashboard', true, id));
}

export const ADD_PROFILE_ENTRY: MenuEntry = pageEntry('Add an account...', undefined, 'add-profile', true);

/** What programs may have, and what they were given. */
export const PROGRAMS_ENTRY: MenuEntry = pageEntry('Programs...', undefined, 'programs', true);

export const SETTINGS_ENTRY: MenuEntry = pageEntry('Settings...', 'CmdOrCtrl+,', 'settings', true);

export const ABOUT_ENTRY: MenuEntry = pageEntry('About Axiom Token Manager', undefined, 'about', true);

export const CHECK_ENTRY: MenuEntry = pageEntry('Check this computer...', undefined, 'check', true);

/** The overview of keys: by F1, or by the key that macOS has for help. */
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

/** Stands first while another copy of the app lies in the place of this one. */
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

/** The profile that "Sign in..." signs in: one that needs it, else one that is signed out, else the first. */
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
