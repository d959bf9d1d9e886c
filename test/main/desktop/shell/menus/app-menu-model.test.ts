import { describe, expect, it } from 'vitest';
import { appMenuModel, appMenuTemplate } from '../../../../../main/desktop/shell/menus/app-menu-model';
import type { MenuEntry } from '../../../../../main/desktop/shell/menus/menu-entries';
import { trayModel } from '../../../../../main/desktop/shell/tray/tray-model';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

type CommandEntry = Extract<MenuEntry, { type: 'command' }>;

function commandsOf(entries: readonly MenuEntry[]): CommandEntry[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'command') return [entry];
    return entry.type === 'submenu' ? commandsOf(entry.entries) : [];
  });
}

function appCommands(
  snapshot: ReturnType<typeof makeTraySnapshot>,
  platform: NodeJS.Platform = 'linux',
): CommandEntry[] {
  return appMenuModel(snapshot, platform).flatMap(({ entries = [] }) => commandsOf(entries));
}

/** Commands that only a window has. */
const isHelp = ({ command }: CommandEntry): boolean =>
  ['show-licences', 'show-log-folder'].includes(command.kind) ||
  (command.kind === 'show-page' && ['about', 'check', 'shortcuts'].includes(command.page));

const isDashboard = ({ command }: CommandEntry): boolean =>
  command.kind === 'show-page' && command.page === 'dashboard';

describe('the application menu', () => {
  it.each([
    ['one profile', [makeTrayProfile()]],
    ['a signed-out profile', [makeTrayProfile({ token: 'none' })]],
    [
      'a signed-out and a signed-in profile',
      [makeTrayProfile({ token: 'none' }), makeTrayProfile({ id: 'demo', name: 'demo' })],
    ],
  ])('has the same actions as the tray, with %s', (_what, profiles) => {
    const snapshot = makeTraySnapshot(profiles);
    const bare = (entries: CommandEntry[]) =>
      entries.map(({ label, command, isEnabled }) => JSON.stringify({ label, command, isEnabled })).sort();
    expect(bare(appCommands(snapshot).filter((entry) => !isDashboard(entry) && !isHelp(entry)))).toEqual(
      bare(commandsOf(trayModel(snapshot, FAKE_START_MS, 'linux').model.entries)),
    );
    expect(appCommands(snapshot, 'darwin')).toHaveLength(appCommands(snapshot).length);
  });

  it('reaches every profile when several are signed in', () => {
    const snapshot = makeTraySnapshot([makeTrayProfile(), makeTrayProfile({ id: 'hedge', name: 'hedge' })]);
    const refreshed = appCommands(snapshot).flatMap(({ command }) =>
      command.kind === 'refresh-now' ? [command.profileId] : [],
    );
    expect(refreshed).toEqual(['default', 'hedge']);
  });

  it('has accelerators for the profile on screen, which each entry names', () => {
    const [hedge, out] = [
      makeTrayProfile({ id: 'hedge', name: 'hedge' }),
      makeTrayProfile({ id: 'out', name: 'out', token: 'none' }),
    ];
    const snapshot = makeTraySnapshot([makeTrayProfile(), hedge, out]);
    const byKeys = (shownId?: string) =>
      appMenuModel(snapshot, 'linux', shownId)
        .flatMap(({ entries = [] }) => commandsOf(entries))
        .filter(({ accelerator = '' }) => /R$|C$|I$/.test(accelerator))
        .map(({ label, command }) => [label, 'profileId' in command ? command.profileId : undefined]);
    expect(byKeys('hedge')).toEqual([
      ['Refresh hedge now', 'hedge'],
      ['Copy access token of hedge', 'hedge'],
      ['Sign in to hedge...', 'hedge'],
    ]);
    expect(byKeys('out').map(([label]) => label)).toEqual([
      'Refresh out now',
      'Copy access token of out',
      'Sign in to out...',
    ]);
    // A removed profile, and none at all: the first signed-in one; "Sign in" is for the one that needs it.
    for (const shownId of ['gone', undefined]) {
      expect(byKeys(shownId)).toEqual([
        ['Refresh main now', 'default'],
        ['Copy access token of main', 'default'],
        ['Sign in to out...', 'out'],
      ]);
    }
  });

  it.each([0, 1, 2, 9, 11])('has a digit for each of the first nine accounts, of %i', (count) => {
    const profiles = Array.from({ length: count }, (_, at) => makeTrayProfile({ id: `id-${at}`, name: `name ${at}` }));
    const dashboards = appCommands(makeTraySnapshot(profiles)).filter(isDashboard);
    expect(dashboards).toEqual(
      profiles.slice(0, 9).map(({ id, name }, at) => ({
        type: 'command',
        label: name,
        command: { kind: 'show-page', page: 'dashboard', profileId: id },
        isEnabled: true,
        accelerator: `CmdOrCtrl+${at + 1}`,
      })),
    );
  });

  it.each([
    [
      'linux',
      [
        'Keyboard shortcuts',
        'Check this computer...',
        'Open the log folder',
        'Third-party licences',
        'About Axiom Token Manager',
      ],
      'F1',
    ],
    [
      'darwin',
      ['Keyboard shortcuts', 'Check this computer...', 'Open the log folder', 'Third-party licences'],
      'Cmd+/',
    ],
  ] as const)('ends with help, which has "About" where the system wants it (%s)', (platform, labels, keys) => {
    const sections = appMenuModel(makeTraySnapshot([]), platform);
    const help = sections.at(-1);
    expect([help?.label, commandsOf(help?.entries ?? []).map(({ label }) => label)]).toEqual(['Help', labels]);
    expect(commandsOf(help?.entries ?? [])[0]?.accelerator).toBe(keys);
    expect(appCommands(makeTraySnapshot([]), platform).filter(({ label }) => label.startsWith('About'))).toHaveLength(
      1,
    );
    if (platform === 'darwin') expect(commandsOf(sections[0]?.entries ?? [])[0]?.label).toMatch(/^About/);
  });

  it.each(['linux', 'darwin'] as const)('closes the window by the keys of the system (%s)', (platform) => {
    const template = appMenuTemplate(appMenuModel(makeTraySnapshot([makeTrayProfile()]), platform), () => {});
    expect(template.find(({ label }) => label === 'Window')?.submenu).toContainEqual({ role: 'close' });
  });

  it('uses no accelerator twice', () => {
    const snapshot = makeTraySnapshot([makeTrayProfile(), makeTrayProfile({ id: 'hedge', name: 'hedge' })]);
    const accelerators = appCommands(snapshot).flatMap(({ accelerator }) => accelerator ?? []);
    expect(accelerators).toEqual(
      expect.arrayContaining(['CmdOrCtrl+R', 'CmdOrCtrl+Shift+C', 'CmdOrCtrl+,', 'CmdOrCtrl+B', 'CmdOrCtrl+Q']),
    );
    expect(new Set(accelerators).size).toBe(accelerators.length);
  });

  it.each(['ok', 'needs-sign-in', 'paused'] as const)(
    'offers no token and no refresh while paused, only "Resume" (%s)',
    (session) => {
      const snapshot = makeTraySnapshot([makeTrayProfile({ session })], { isPaused: true });
      const entries = [
        ...appCommands(snapshot),
        ...commandsOf(trayModel(snapshot, FAKE_START_MS, 'linux').model.entries),
      ];
      const possible = entries.filter(({ isEnabled }) => isEnabled).map(({ label }) => label);
      expect(possible).not.toEqual(expect.arrayContaining(['Copy access token']));
      expect(possible).not.toEqual(expect.arrayContaining(['Refresh now']));
      expect(possible.filter((label) => label === 'Resume')).toHaveLength(2);
      expect(entries.map(({ label }) => label)).not.toContain('Pause all');
    },
  );

  it('has the edit commands that pasting tokens needs, and no reload or developer tools', () => {
    const template = appMenuTemplate(appMenuModel(makeTraySnapshot([makeTrayProfile()]), 'linux'), () => {});
    const roles = JSON.stringify(template);
    expect(roles).toMatch(/"copy".*"paste"/);
    expect(roles).not.toMatch(/reload|toggleDevTools/i);
  });
});
