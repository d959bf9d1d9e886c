import { describe, expect, it } from 'vitest';
import {
  ADD_PROFILE_ENTRY,
  isSignedIn,
  backupAndClearEntries,
  type MenuEntry,
  moveEntry,
  OPEN_ENTRY,
  pauseEntry,
  QUIT_ENTRY,
  SETTINGS_ENTRY,
  signInEntries,
  signInTarget,
  tokenEntries,
} from '../../../../../main/desktop/shell/menus/menu-entries';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

const signedOut = (id: string) => makeTrayProfile({ id, token: 'none' });
const enabled = (entries: readonly MenuEntry[]) =>
  Object.fromEntries(entries.flatMap((entry) => (entry.type === 'command' ? [[entry.label, entry.isEnabled]] : [])));
const commands = (entries: readonly MenuEntry[]) =>
  entries.map((entry) => (entry.type === 'command' ? entry.command : entry.type));

describe('what can be done with the tokens of a profile', () => {
  it.each<[string, Partial<ProfileStatus>, boolean, boolean]>([
    ['that is healthy', {}, true, true],
    ['that is due', { token: 'due' }, true, true],
    ['that is being refreshed', { session: 'refreshing' }, false, true],
    ['that needs a new sign-in', { session: 'needs-sign-in' }, false, true],
    ['that is offline', { session: 'offline' }, true, true],
    ['that has expired', { token: 'expired' }, true, false],
    ['that is signed out', { token: 'none' }, false, false],
  ])('%s', (_what, change, canRefresh, canCopy) => {
    const profile = makeTrayProfile(change);
    const entries = tokenEntries(profile, makeTraySnapshot([profile]));
    expect(enabled(entries)).toEqual({ 'Refresh now': canRefresh, 'Copy access token': canCopy });
    expect(commands(entries)).toEqual([
      { kind: 'refresh-now', profileId: 'default' },
      { kind: 'copy-access-token', profileId: 'default' },
    ]);
  });

  it('is nothing while everything is paused, and nothing without a profile', () => {
    const profile = makeTrayProfile();
    const nothing = { 'Refresh now': false, 'Copy access token': false };
    expect(enabled(tokenEntries(profile, makeTraySnapshot([profile], { isPaused: true })))).toEqual(nothing);
    expect(enabled(tokenEntries(undefined, makeTraySnapshot([])))).toEqual(nothing);
  });
});

describe('the pause', () => {
  it('can be started by an accelerator, and ended only by choosing the entry', () => {
    const snapshot = makeTraySnapshot([]);
    expect(pauseEntry(snapshot)).toMatchObject({ label: 'Pause all', accelerator: 'CmdOrCtrl+Shift+P' });
    expect(pauseEntry({ ...snapshot, isPaused: true })).toEqual({
      type: 'command',
      label: 'Resume',
      command: { kind: 'resume-all' },
      isEnabled: true,
    });
  });
});

describe('signing in and out', () => {
  it('are each about a profile of its own, and signing out needs tokens', () => {
    const entries = signInEntries(signedOut('a'), makeTrayProfile({ id: 'b' }), makeTraySnapshot([]));
    expect(commands(entries)).toEqual([
      { kind: 'show-page', page: 'sign-in', profileId: 'a' },
      { kind: 'sign-out', profileId: 'b' },
    ]);
    expect(enabled(entries)).toEqual({ 'Sign in...': true, 'Sign out': true });
    expect(enabled(signInEntries(undefined, signedOut('b'), makeTraySnapshot([])))).toEqual({
      'Sign in...': false,
      'Sign out': false,
    });
  });

  it('are offered for the profile that asks for it, else for one that is signed out, else for the first', () => {
    const [good, out, ended, damaged] = [
      makeTrayProfile({ id: 'good' }),
      signedOut('out'),
      makeTrayProfile({ id: 'ended', session: 'needs-sign-in' }),
      makeTrayProfile({ id: 'damaged', storage: 'corrupt' }),
    ];
    expect(signInTarget([good, out, ended])?.id).toBe('ended');
    expect(signInTarget([good, out, damaged, ended])?.id).toBe('damaged');
    expect(signInTarget([good, out])?.id).toBe('out');
    expect(signInTarget([good])?.id).toBe('good');
    expect(signInTarget([])).toBeUndefined();
  });

  it('counts a profile that may have lost its tokens as signed in; only "signed out" counts as signed out', () => {
    expect([signedOut('a'), makeTrayProfile(), makeTrayProfile({ storage: 'locked' })].map(isSignedIn)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('keeping tokens', () => {
  it('offers backup and clearing only if there are tokens, and restoring always', () => {
    expect(enabled(backupAndClearEntries(makeTraySnapshot([makeTrayProfile()])))).toEqual({
      'Back up...': true,
      'Restore...': true,
      'Clear tokens...': true,
    });
    expect(enabled(backupAndClearEntries(makeTraySnapshot([signedOut('a')])))).toEqual({
      'Back up...': false,
      'Restore...': true,
      'Clear tokens...': false,
    });
  });
});

describe('moving tokens', () => {
  const [main, hedge] = [makeTrayProfile(), makeTrayProfile({ id: 'hedge', name: 'hedge' })];
  it('leads to the place of its profile, which it names where there are several', () => {
    expect(moveEntry(main, makeTraySnapshot([main]))).toEqual({
      type: 'command',
      label: 'Move tokens...',
      command: { kind: 'show-page', page: 'store', profileId: 'default' },
      isEnabled: true,
    });
    expect(moveEntry(hedge, makeTraySnapshot([main, hedge]))).toMatchObject({
      label: 'Move tokens of hedge...',
      command: { kind: 'show-page', page: 'store', profileId: 'hedge' },
    });
  });

  it.each([
    ['a profile that is signed out', signedOut('a')],
    ['the demo, which is never saved', makeTrayProfile({ id: 'demo', name: 'demo' })],
    ['none at all', undefined],
  ])('is not offered for %s', (_what, profile) => {
    expect(moveEntry(profile, makeTraySnapshot([]))).toMatchObject({ isEnabled: false });
  });

  it('is offered for tokens that cannot be reached', () => {
    const locked = makeTrayProfile({ token: 'none', storage: 'locked' });
    expect(moveEntry(locked, makeTraySnapshot([locked]))).toMatchObject({ isEnabled: true });
  });

  it('is before the entries that clear', () => {
    const entries = backupAndClearEntries(makeTraySnapshot([main]), moveEntry(main, makeTraySnapshot([main])));
    expect(Object.keys(enabled(entries))).toEqual(['Back up...', 'Restore...', 'Move tokens...', 'Clear tokens...']);
  });
});

it('each entry that is always there has a label, a command and, but for one, an accelerator of its own', () => {
  const always = [OPEN_ENTRY, ADD_PROFILE_ENTRY, SETTINGS_ENTRY, QUIT_ENTRY];
  expect(enabled(always)).toEqual({
    'Open Axiom Token Manager': true,
    'Add an account...': true,
    'Settings...': true,
    Quit: true,
  });
  const keys = always.flatMap((entry) => (entry.type === 'command' && entry.accelerator ? [entry.accelerator] : []));
  expect(new Set(keys).size).toBe(3);
  expect(commands([ADD_PROFILE_ENTRY])).toEqual([{ kind: 'show-page', page: 'add-profile' }]);
});
