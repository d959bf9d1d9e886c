// The first entry of the tray's menu: the action that the headline recommends.
import { describe, expect, it } from 'vitest';
import { deriveHeadline, withPlaceProblem } from '../../../../../main/core/status/headline';
import { HEADLINE_KINDS, type HeadlineKind } from '../../../../../main/core/status/headline-table';
import { type MenuEntry, QUIT_ENTRY } from '../../../../../main/desktop/shell/menus/menu-entries';
import { trayModel } from '../../../../../main/desktop/shell/tray/tray-model';
import type { Page } from '../../../../../preload/contract/page-schema';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';
import { readMenu } from '../../../../support/read-menu';

describe('the action of the headline', () => {
  const page = (name: Page, profileId = 'hedge') => ({ kind: 'show-page', page: name, profileId });
  const retry = { kind: 'retry-storage', profileId: 'hedge' };
  const refresh = { kind: 'refresh-now', profileId: 'hedge' };
  const resume = { kind: 'resume-all' };

  /** A row per headline: its condition, and the top entry alone and among several accounts. Without a text there is no such entry. */
  const ROWS: Readonly<
    Record<HeadlineKind, readonly [Partial<ProfileStatus>, alone?: string, among?: string, command?: object]>
  > = {
    corrupt: [
      { token: 'none', storage: 'corrupt' },
      'Restore a backup, or sign in again...',
      'hedge: Restore a backup, or sign in again...',
      page('dashboard'),
    ],
    'needs-sign-in': [{ session: 'needs-sign-in' }, 'Sign in...', 'Sign in to hedge...', page('sign-in')],
    'needs-browser': [
      { session: 'needs-browser' },
      'Open the sign-in window...',
      'hedge: Open the sign-in window...',
      page('browser'),
    ],
    expired: [{ token: 'expired' }, 'Refresh now', 'Refresh hedge now', refresh],
    locked: [{ token: 'none', storage: 'locked' }, 'Unlock and retry', 'hedge: Unlock and retry', retry],
    unavailable: [
      { token: 'none', storage: 'unavailable' },
      'Choose where to keep tokens...',
      'hedge: Choose where to keep tokens...',
      page('store'),
    ],
    paused: [{ session: 'paused' }, 'Resume', 'Resume', resume],
    unsaved: [{ storage: 'unsaved' }, 'Save again', 'hedge: Save again', retry],
    'refused-once': [{ session: 'refused-once' }, 'Sign in...', 'Sign in to hedge...', page('sign-in')],
    expiring: [{ token: 'expiring' }, 'Refresh now', 'Refresh hedge now', refresh],
    'held-up': [{ session: 'held-up' }, 'Refresh now', 'Refresh hedge now', refresh],
    'server-trouble': [{ session: 'server-trouble' }, 'Refresh now', 'Refresh hedge now', refresh],
    'asked-to-wait': [{ session: 'asked-to-wait' }],
    offline: [{ session: 'offline' }, 'Refresh now', 'Refresh hedge now', refresh],
    'unknown-expiry': [{ token: 'unknown-expiry' }, 'Refresh now', 'Refresh hedge now', refresh],
    none: [{ token: 'none' }, 'Sign in...', 'Sign in to hedge...', page('sign-in')],
    opening: [{ token: 'none', storage: 'opening' }],
    refreshing: [{ session: 'refreshing' }],
    due: [{ token: 'due' }],
    good: [{}],
  };

  const hedgeOf = (changes: Partial<ProfileStatus>) => makeTrayProfile({ id: 'hedge', name: 'hedge', ...changes });
  const entriesOf = (profiles: ProfileStatus[], isPaused = false) =>
    trayModel(makeTraySnapshot(profiles, { isPaused }), FAKE_START_MS, 'linux', { locale: 'en-GB', timeZone: 'UTC' })
      .model.entries;
  const isPressable = (entry: MenuEntry) => entry.type === 'submenu' || (entry.type === 'command' && entry.isEnabled);

  it.each(HEADLINE_KINDS)('%s', (kind) => {
    const [changes, alone, among, command] = ROWS[kind];
    const hedge = hedgeOf(changes);
    expect(hedge.headline.kind).toBe(kind);
    const flat = entriesOf([hedge], kind === 'paused');
    const first = flat.find(isPressable);
    if (alone === undefined)
      expect(readMenu([first ?? QUIT_ENTRY])[0]).toMatch(/^(Refresh now|Copy access token|Open Axiom Token Manager)$/);
    else expect(first).toMatchObject({ label: alone, command });
    const labels = readMenu(flat).filter((line) => line !== '-');
    expect(new Set(labels).size).toBe(labels.length);

    // The other account is fine, or signed out like this one.
    const other = makeTrayProfile(kind === 'none' ? { token: 'none' } : {});
    const firstAmong = entriesOf([hedge, other], kind === 'paused').find(isPressable);
    if (among === undefined)
      expect(firstAmong).not.toMatchObject({ command: expect.objectContaining({ profileId: 'hedge' }) });
    else expect(firstAmong).toMatchObject({ label: among, command });
  });

  it.each([
    ['passphrase', 'locked', 'Enter the passphrase...', page('passphrase')],
    ['new-passphrase', 'locked', 'Choose a passphrase...', page('passphrase')],
    ['other-keychain', 'unsaved', 'Choose where to keep tokens...', page('store')],
  ] as const)('where the place asks for %s', (asked, storage, label, command) => {
    const headline = deriveHeadline('good', 'ok', storage, 'sealed-file', asked);
    expect(entriesOf([hedgeOf({ storage, headline })]).find(isPressable)).toMatchObject({ label, command });
  });

  it('offers to look again if the file is missing', () => {
    const headline = withPlaceProblem(deriveHeadline('good', 'ok', 'unavailable', 'file'), 'not-there', 'file');
    const profile = hedgeOf({ storage: 'unavailable', headline });
    expect(entriesOf([profile]).find(isPressable)).toMatchObject({ label: 'Look again', command: retry });
  });

  it('is no refresh if Axiom does not accept the tokens any more', () => {
    const waiting = hedgeOf({ token: 'expired', session: 'asked-to-wait' });
    expect(readMenu(entriesOf([waiting, makeTrayProfile()]))[0]).toBe('hedge: Expired >');
  });

  it('is that of the account that is worst', () => {
    const ended = makeTrayProfile({ session: 'needs-sign-in' });
    const menu = readMenu(entriesOf([hedgeOf({ session: 'offline' }), ended]));
    expect(menu.slice(0, 2)).toEqual(['Sign in to main...', '-']);
  });

  it('is below the status lines; an entry with the same label is not shown twice', () => {
    const paused = entriesOf([makeTrayProfile({ session: 'paused' })], true);
    expect(readMenu(paused).slice(0, 8)).toEqual([
      '[main: Paused by you, token expires in 12 min]',
      'Resume',
      '-',
      '[Refresh now]',
      '[Copy access token]',
      '-',
      'Open Axiom Token Manager',
      '-',
    ]);
  });
});
