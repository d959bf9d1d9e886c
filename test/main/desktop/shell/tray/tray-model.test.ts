import { describe, expect, it } from 'vitest';
import { iconFile } from '../../../../../main/desktop/shell/tray/tray-icons';
import { trayModel } from '../../../../../main/desktop/shell/tray/tray-model';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';
import { readMenu } from '../../../../support/read-menu';
import type { ProfileStatus } from '../../../../../preload/contract/schemas';

const LOCALE = { locale: 'en-GB', timeZone: 'UTC' };

function modelOf(profiles: ProfileStatus[], nowMs = FAKE_START_MS, platform: NodeJS.Platform = 'linux') {
  return trayModel(makeTraySnapshot(profiles), nowMs, platform, LOCALE);
}

const signedOut = makeTrayProfile({ token: 'none' });

describe('the tray of an app that was replaced while it ran', () => {
  const firstOf = (canRestart: boolean) => {
    const replacedCopy = { message: 'This app was removed.', remedy: 'It goes on.', canRestart };
    const snapshot = { ...makeTraySnapshot([makeTrayProfile({ session: 'needs-sign-in' })]), replacedCopy };
    return trayModel(snapshot, FAKE_START_MS, 'linux', LOCALE).model.entries.slice(0, 2);
  };
  it('begins with the restart, before other actions', () => {
    expect(firstOf(true)).toEqual([
      { type: 'command', label: 'Restart to finish the update', command: { kind: 'restart' }, isEnabled: true },
      { type: 'separator' },
    ]);
  });

  it('says only that it was removed, where there is nothing to start', () => {
    expect(firstOf(false)).toEqual([{ type: 'status', label: 'This app was removed.' }, { type: 'separator' }]);
  });
});

describe('the tray of one profile', () => {
  const offlineUntil = 'Offline, working until 12:12';
  it.each<[string, Partial<ProfileStatus>, string, string, string]>([
    ['good', {}, 'tray-ring-check-good', 'main: healthy, expires in 12 min', 'main: Healthy, expires in 12 min'],
    [
      'due',
      { token: 'due' },
      'tray-ring-check-good',
      'main: healthy, expires in 12 min',
      'main: Healthy, expires in 12 min',
    ],
    [
      'refreshing',
      { session: 'refreshing' },
      'tray-ring-open-info',
      'main: refreshing, expires in 12 min',
      'main: Refreshing, expires in 12 min',
    ],
    [
      'expiring',
      { token: 'expiring' },
      'tray-ring-alert-attention',
      'main: expires in 12 min',
      'main: Expires in 12 min',
    ],
    ['expired', { token: 'expired' }, 'tray-triangle-bad', 'main: expired', 'main: Expired'],
    [
      'offline',
      { session: 'offline' },
      'tray-ring-alert-attention',
      `main: o${offlineUntil.slice(1)}`,
      `main: ${offlineUntil}`,
    ],
    [
      'needs sign-in',
      { session: 'needs-sign-in' },
      'tray-triangle-bad',
      'main: sign in again, token expires in 12 min',
      'main: Sign in again, token expires in 12 min',
    ],
    [
      'needs a browser',
      { session: 'needs-browser' },
      'tray-triangle-bad',
      'main: Axiom wants a browser check, token expires in 12 min',
      'main: Axiom wants a browser check, token expires in 12 min',
    ],
    [
      'unsaved',
      { storage: 'unsaved' },
      'tray-ring-alert-attention',
      'main: in memory only, not yet in the system keychain, expires in 12 min',
      'main: In memory only, not yet in the system keychain, expires in 12 min',
    ],
    [
      'locked',
      { token: 'none', storage: 'locked' },
      'tray-padlock-attention',
      'main: keychain is locked',
      'main: Keychain is locked',
    ],
    ['opening', { token: 'none', storage: 'opening' }, 'tray-ring-open-info', 'main: opening', 'main: Opening'],
    ['signed out', { token: 'none' }, 'tray-ring-dashed-idle', 'main: signed out', 'main: Signed out'],
    [
      'damaged',
      { token: 'none', storage: 'corrupt' },
      'tray-triangle-bad',
      'main: saved sign-in is damaged',
      'main: Saved sign-in is damaged',
    ],
    [
      'paused',
      { session: 'paused' },
      'tray-ring-bars-idle',
      'main: paused by you, token expires in 12 min',
      'main: Paused by you, token expires in 12 min',
    ],
  ])('when %s', (_state, changes, iconName, tooltip, line) => {
    const { model } = modelOf([makeTrayProfile(changes)]);
    expect(model.iconName).toBe(iconName);
    expect(model.tooltip).toBe(tooltip);
    expect(model.entries[0]).toEqual({ type: 'status', label: line });
  });

  it('says beside the countdown when the sign-in itself ends soon', () => {
    const signInEndsAtMs = FAKE_START_MS + 2 * 86_400_000 + 1;
    const { model, nextChangeAtMs } = modelOf([makeTrayProfile({ isSignInEnding: true, signInEndsAtMs })]);
    expect(model.tooltip).toBe('main: healthy, expires in 12 min, sign-in ends in 2 days');
    expect(nextChangeAtMs).toBe(FAKE_START_MS + 2);
    const far = modelOf([makeTrayProfile({ signInEndsAtMs })]).model.tooltip;
    expect(far).toBe('main: healthy, expires in 12 min');
  });

  it('offers everything in one flat menu', () => {
    expect(readMenu(modelOf([makeTrayProfile()]).model.entries)).toEqual([
      '[main: Healthy, expires in 12 min]',
      '-',
      'Refresh now',
      'Copy access token',
      '-',
      'Open Axiom Token Manager',
      'Pause all',
      '-',
      'Sign in...',
      'Sign out',
      'Add an account...',
      '-',
      'Back up...',
      'Restore...',
      'Move tokens...',
      'Clear tokens...',
      '-',
      'Programs...',
      'Settings...',
      '-',
      'Quit',
    ]);
  });

  it('offers only what makes sense while signed out', () => {
    const possible = readMenu(modelOf([signedOut]).model.entries).filter((line) => !/^[[-]/.test(line));
    expect(possible).toEqual([
      'Sign in...',
      'Open Axiom Token Manager',
      'Pause all',
      'Add an account...',
      'Restore...',
      'Programs...',
      'Settings...',
      'Quit',
    ]);
  });

  it('does not copy an expired token, but refreshes and backs it up', () => {
    const menu = readMenu(modelOf([makeTrayProfile({ token: 'expired' })]).model.entries);
    expect(menu).toContain('[Copy access token]');
    expect(menu).toContain('Refresh now');
    expect(menu).toContain('Back up...');
  });

  it('does not offer to refresh what is being refreshed or was refused finally', () => {
    for (const session of ['refreshing', 'needs-sign-in'] as const) {
      expect(readMenu(modelOf([makeTrayProfile({ session })]).model.entries)).toContain('[Refresh now]');
    }
  });

  it('promises no time when offline with an unknown expiry', () => {
    const profile = makeTrayProfile({ token: 'unknown-expiry', session: 'offline', expiresAtMs: undefined });
    expect(modelOf([profile]).model.tooltip).toBe('main: offline');
  });
});

describe('the tray over time', () => {
  it.each([
    [724_000, '12 min', 4_001],
    [720_000, '12 min', 1],
    [121_000, '2 min', 1_001],
    [119_999, '1 min 50 s', 10_000],
    [40_000, '40 s', 1],
    [4_000, 'a few seconds', 4_000],
  ])('with %d ms left says "%s" and changes in %d ms', (leftMs, words, changesInMs) => {
    const { model, nextChangeAtMs } = modelOf([makeTrayProfile({ expiresAtMs: FAKE_START_MS + leftMs })]);
    expect(model.tooltip).toBe(`main: healthy, expires in ${words}`);
    expect(nextChangeAtMs).toBe(FAKE_START_MS + changesInMs);
  });

  it('changes tooltip and menu together', () => {
    const profile = makeTrayProfile();
    const { nextChangeAtMs = 0, model } = modelOf([profile]);
    expect(modelOf([profile], nextChangeAtMs - 1).model).toEqual(model);
    const later = modelOf([profile], nextChangeAtMs).model;
    expect(later.tooltip).toContain('11 min');
    expect(later.entries[0]).toMatchObject({ label: 'main: Healthy, expires in 11 min' });
  });

  it('asks for no timer when nothing counts down', () => {
    expect(modelOf([signedOut]).nextChangeAtMs).toBeUndefined();
    expect(modelOf([makeTrayProfile({ session: 'offline' })]).nextChangeAtMs).toBeUndefined();
    expect(
      modelOf([makeTrayProfile({ token: 'expired', expiresAtMs: FAKE_START_MS - 1 })]).nextChangeAtMs,
    ).toBeUndefined();
  });
});

describe('the tray of several profiles', () => {
  const hedge = makeTrayProfile({ id: 'hedge', name: 'hedge', session: 'offline' });

  it('shows the worst of those that are signed in', () => {
    expect(modelOf([signedOut, makeTrayProfile(), hedge]).model.iconName).toBe('tray-ring-alert-attention');
    expect(modelOf([signedOut, makeTrayProfile()]).model.iconName).toBe('tray-ring-check-good');
    expect(modelOf([signedOut, { ...signedOut, id: 'other' }]).model.iconName).toBe('tray-ring-dashed-idle');
  });

  it('stays flat while one is signed in: its actions are that one\'s, "Sign in..." is the other\'s', () => {
    const { entries, tooltip } = modelOf([
      signedOut,
      makeTrayProfile({ id: 'demo', name: 'demo', isSimulator: true }),
    ]).model;
    expect(readMenu(entries).slice(0, 2)).toEqual([
      '[main: Signed out]',
      '[demo: Healthy, expires in 12 min — Simulator]',
    ]);
    expect(tooltip).toBe('demo: healthy, expires in 12 min — Simulator');
    const commands = entries.flatMap((entry) => (entry.type === 'command' ? [entry.command] : []));
    expect(commands).toContainEqual({ kind: 'refresh-now', profileId: 'demo' });
    expect(commands).toContainEqual({ kind: 'sign-out', profileId: 'demo' });
    expect(commands).toContainEqual({ kind: 'show-page', page: 'sign-in', profileId: 'default' });
  });

  it('gives each a submenu once two are signed in, so that each action names its account', () => {
    const menu = readMenu(modelOf([makeTrayProfile(), hedge]).model.entries);
    expect(menu.slice(0, 16)).toEqual([
      'Refresh hedge now',
      '-',
      'main: Healthy, expires in 12 min >',
      '  Refresh main now',
      '  Copy access token of main',
      '  -',
      '  Sign in to main...',
      '  Sign out of main',
      '  Move tokens of main...',
      'hedge: Offline, working until 12:12 >',
      '  Refresh hedge now',
      '  Copy access token of hedge',
      '  -',
      '  Sign in to hedge...',
      '  Sign out of hedge',
      '  Move tokens of hedge...',
    ]);
    expect(menu.slice(16)).toContain('Clear tokens...');
  });

  it('changes when the first of the countdowns does', () => {
    const sooner = makeTrayProfile({ id: 'b', expiresAtMs: FAKE_START_MS + 60_500 });
    expect(modelOf([makeTrayProfile(), sooner]).nextChangeAtMs).toBe(FAKE_START_MS + 501);
  });

  it('never has a tooltip that Windows would cut', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      makeTrayProfile({ id: `p${index}`, name: `account number ${index}` }),
    );
    const bad = makeTrayProfile({ id: 'bad', name: 'x'.repeat(40), session: 'needs-sign-in' });
    const { tooltip } = modelOf([...many, bad]).model;
    expect(tooltip.length).toBeLessThanOrEqual(127);
    expect(tooltip).toMatch(/^x{40}: sign in again/);
    expect(tooltip).toMatch(/and 9 more$/);
    expect(modelOf([makeTrayProfile({ name: 'y'.repeat(300) })]).model.tooltip).toHaveLength(127);
  });
});

describe('the tray elsewhere', () => {
  it('marks a simulator in the tooltip, once', () => {
    const simulated = makeTraySnapshot([makeTrayProfile({ isSimulator: true })], {
      simulatorOrigin: 'http://127.0.0.1:1',
    });
    expect(trayModel(simulated, FAKE_START_MS, 'linux').model.tooltip.match(/Simulator/g)).toHaveLength(1);
  });

  it('says something before the first profile is known', () => {
    const { model } = modelOf([]);
    expect(model).toMatchObject({ iconName: 'tray-ring-open-info', tooltip: 'Axiom Token Manager' });
    expect(readMenu(model.entries)[0]).toBe('[Opening]');
  });

  it.each<[NodeJS.Platform, string]>([
    ['linux', 'tray-ring-check-good.png'],
    ['darwin', 'tray-ring-checkTemplate.png'],
    ['win32', 'tray-ring-check-good.ico'],
  ])('takes a file on %s in which the system finds its size', (platform, file) => {
    const { iconName } = modelOf([makeTrayProfile()], FAKE_START_MS, platform).model;
    expect(iconFile(iconName, platform)).toBe(file);
  });

  it('uses template pictures and a title on macOS only', () => {
    const mac = modelOf([makeTrayProfile()], FAKE_START_MS, 'darwin').model;
    expect(mac).toMatchObject({ iconName: 'tray-ring-checkTemplate', title: '12 min' });
    expect(modelOf([makeTrayProfile()], FAKE_START_MS, 'win32').model).not.toHaveProperty('title');
  });
});
