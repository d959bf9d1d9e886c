// Verdicts about the desktop: the session bus, the tray, and the start at sign-in. Pure.
import type { Verdict } from './check';

/**
 * State of the session bus. `unused`: `DBUS_SESSION_BUS_ADDRESS` names a bus that does not exist, although the session has another one. `lost`: nothing answers at its
 * address.
 */
export type SessionBusFacts = 'ok' | 'none' | 'unused' | 'lost';

export function judgeSessionBus(facts: SessionBusFacts | 'late'): Verdict {
  switch (facts) {
    case 'ok':
      return { verdict: 'ok', detail: 'The session’s bus answers.' };
    case 'none':
      return {
        verdict: 'warning',
        detail: 'This session has no bus, so there is neither a keychain nor a tray icon here.',
        remedy: 'Over ssh or in a container that is usual. On a desktop sign out and in again.',
      };
    case 'unused':
      return {
        verdict: 'wrong',
        detail: 'DBUS_SESSION_BUS_ADDRESS leads to a bus that has ended, though this session has another one.',
        remedy:
          'Open a new terminal (or a new tmux server), or start the program with env -u DBUS_SESSION_BUS_ADDRESS.',
      };
    case 'lost':
    case 'late':
      return {
        verdict: 'wrong',
        detail: 'The session’s bus does not answer, so keychain and tray icon cannot be reached.',
        remedy: 'Sign out of your desktop and in again.',
      };
  }
}

/** Whether tray icons are shown. `watcher`: a program collects them, but none shows them. */
export type TrayFacts = 'host' | 'watcher' | 'none' | 'no-bus';

/** `desktops`: the names in `XDG_CURRENT_DESKTOP`. */
export function judgeTray(facts: TrayFacts | 'late', desktops: readonly string[]): Verdict {
  if (facts === 'host') return { verdict: 'ok', detail: 'The desktop shows tray icons.' };
  if (facts === 'no-bus' || facts === 'late')
    return {
      verdict: 'not-run',
      detail: 'The session’s bus does not answer, so it is not known whether the desktop shows tray icons.',
    };
  const detail =
    facts === 'watcher'
      ? 'Something collects tray icons, but nothing shows them.'
      : 'This desktop shows no tray icons, so the app keeps its window instead.';
  const remedy = desktops.some((name) => /gnome/i.test(name))
    ? 'GNOME needs the extension "AppIndicator and KStatusNotifierItem Support" for them. Without it everything else works.'
    : 'Add the tray (StatusNotifier) to your panel if you want the icon. Without it everything else works.';
  return { verdict: 'warning', detail, remedy };
}

/** Whether the session starts the app at sign-in. `program`: its path, shortened for display. */
export type AutostartFacts =
  | { readonly state: 'off' | 'foreign' }
  | { readonly state: 'on' | 'other'; readonly program?: string; readonly canBeRun?: boolean };

export function judgeAutostart(facts: AutostartFacts | 'late'): Verdict {
  if (facts === 'late') return { verdict: 'not-run', detail: 'The system did not answer in time.' };
  switch (facts.state) {
    case 'off':
      return { verdict: 'ok', detail: 'The app does not start when you sign in to this computer.' };
    case 'foreign':
      return {
        verdict: 'warning',
        detail: 'The file that starts the app was changed or written by something else.',
        remedy:
          'Facts at axiom-token-manager.desktop in the autostart folder, or remove it and switch the start on again in Settings.',
      };
    case 'on':
    case 'other': {
      const { program = 'the app', canBeRun = true, state } = facts;
      if (!canBeRun) {
        return {
          verdict: 'wrong',
          detail: `The session should start ${program} at sign-in, but that file is missing or cannot be run.`,
          remedy: 'Start the app as you do now, and switch "Start when I sign in" off and on again in Settings.',
        };
      }
      return state === 'on'
        ? { verdict: 'ok', detail: `The session starts ${program}.` }
        : {
            verdict: 'warning',
            detail: `The session starts another copy of the app, or this one with other folders: ${program}.`,
            remedy: 'If that is not what you want, switch "Start when I sign in" off and on again in Settings.',
          };
    }
  }
}
