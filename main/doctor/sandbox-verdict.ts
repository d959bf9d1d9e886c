// Whether the app can have its sandbox on this Linux computer, by the same signs as its launcher (build/packages/linux/launcher.sh). Pure.
import type { Verdict } from './check';

export interface SandboxLook {
  readonly isRoot: boolean;
  /** Whether an ordinary user may make namespaces; `undefined` where it could not be tried. */
  readonly hasNamespaces: boolean | undefined;
  /** The helper beside the app; `unknown`: nobody knows where the app is. */
  readonly helper: 'usable' | 'unusable' | 'none' | 'unknown';
  readonly isDeniedByAppArmor: boolean;
  /** A profile of AppArmor lets this app have namespaces. */
  readonly hasProfile: boolean;
  /** Whether this very program runs without one, by `--no-sandbox`. */
  readonly runsWithout: boolean;
}

export function judgeSandbox(look: SandboxLook | 'late'): Verdict {
  if (look === 'late') return { verdict: 'not-run', detail: 'It could not be tried in time.' };
  const { hasNamespaces, helper, hasProfile, isDeniedByAppArmor } = look;
  if (look.runsWithout) {
    return {
      verdict: 'warning',
      detail: 'The app runs without its sandbox, because it was started with --no-sandbox.',
      remedy: 'Start it as an ordinary user without that switch; sign in to nothing but Axiom until then.',
    };
  }
  if (look.isRoot) {
    return {
      verdict: 'warning',
      detail: 'You are root, and as root the app has no sandbox.',
      remedy: 'Use it as an ordinary user.',
    };
  }
  if (hasNamespaces === true) return { verdict: 'ok', detail: 'The app can have its sandbox by namespaces.' };
  if (helper === 'usable') return { verdict: 'ok', detail: 'The app can have its sandbox by the helper beside it.' };
  if (hasProfile) return { verdict: 'ok', detail: 'A profile of AppArmor lets the app have its sandbox.' };
  if (hasNamespaces === undefined)
    return { verdict: 'not-run', detail: 'It cannot be tried here: the program unshare is missing.' };
  const detail = isDeniedByAppArmor
    ? 'AppArmor lets no ordinary program have a sandbox here, as on Ubuntu 23.10 and newer.'
    : 'This computer lets no ordinary program have a sandbox.';
  if (helper === 'unknown') {
    return {
      verdict: 'warning',
      detail: `${detail} The deb and rpm packages bring a helper for that.`,
      remedy:
        'If the app does not start, install it as a deb or rpm package; started in a terminal it says what else helps.',
    };
  }
  return {
    verdict: 'wrong',
    detail: helper === 'unusable' ? `${detail} The helper beside the app has lost its rights.` : detail,
    remedy: 'Install the deb or rpm package (again); started in a terminal the app says what else helps.',
  };
}
