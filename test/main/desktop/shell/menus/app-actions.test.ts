import { describe, expect, it } from 'vitest';
import { type AppActions, type AppCommand, runAppCommand } from '../../../../../main/desktop/shell/menus/app-actions';

function recordActions(): { actions: AppActions; calls: unknown[][] } {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    (...parameters: unknown[]): void => {
      calls.push([name, ...parameters]);
    };
  const names = [
    'refreshNow',
    'retryStorage',
    'copyAccessToken',
    'openWindow',
    'showPage',
    'signOut',
    'pauseAll',
    'resumeAll',
    'showLicences',
    'showLogFolder',
    'restart',
    'quit',
  ];
  return { actions: Object.fromEntries(names.map((name) => [name, record(name)])) as unknown as AppActions, calls };
}

describe('runAppCommand', () => {
  it.each<[AppCommand, unknown[]]>([
    [{ kind: 'refresh-now', profileId: 'a' }, ['refreshNow', 'a']],
    [{ kind: 'retry-storage', profileId: 'a' }, ['retryStorage', 'a']],
    [{ kind: 'copy-access-token', profileId: 'a' }, ['copyAccessToken', 'a']],
    [{ kind: 'open-window' }, ['openWindow']],
    [{ kind: 'show-page', page: 'clear' }, ['showPage', 'clear', undefined]],
    [{ kind: 'show-page', page: 'sign-in', profileId: 'a' }, ['showPage', 'sign-in', 'a']],
    [{ kind: 'sign-out', profileId: 'a' }, ['signOut', 'a']],
    [{ kind: 'pause-all' }, ['pauseAll']],
    [{ kind: 'resume-all' }, ['resumeAll']],
    [{ kind: 'show-licences' }, ['showLicences']],
    [{ kind: 'show-log-folder' }, ['showLogFolder']],
    [{ kind: 'restart' }, ['restart']],
    [{ kind: 'quit' }, ['quit']],
  ])('carries out %o', (command, call) => {
    const { actions, calls } = recordActions();
    runAppCommand(command, actions);
    expect(calls).toEqual([call]);
  });
});
