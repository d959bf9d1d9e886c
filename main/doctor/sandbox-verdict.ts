// The verdict about the app's sandbox on Linux, by the same rules as the launcher (build/packages/linux/launcher.sh). Pure.
import type { Verdict } from './check';

export interface SandboxFacts {
  readonly isRoot: boolean;
  /** Whether an ordinary user may create user namespaces; `undefined` when this could not be tried. */
  readonly hasNamespaces: boolean | undefined;
  /** The sandbox helper beside the app; `unknown`: the folder of the app is not known. */
  readonly helper: 'usable' | 'unusable' | 'none' | 'unknown';
  readonly isDeniedByAppArmor: boolean;
  /** An AppArmor profile allows namespaces for this app. */
  readonly hasProfile: boolean;
  /** Whether the running app was started with `--no-sandbox`. */
  readonly runsWithout: boolean;
}

export function judgeSandbox(facts: SandboxFacts | 'late'): Verdict {
  if (facts === 'late') return { verdict: 'not-run', detail: 'The test took too long.' };
  const { hasNamespaces, helper, hasProfile, isDeniedByAppArmor } = facts;
  if (facts.runsWithout) {
    return {
      verdict: 'warning',
      detail: 'The app runs without its sandbox, because it was started with --no-sandbox.',
      remedy: 'Start it as an ordinary user without that switch; sign in to nothing but Axiom until then.',
    };
  }
  if (facts.isRoot) {
    return {
      verdict: 'warning',
      detail: 'You are root, and as root the app has no sandbox.',
      remedy: 'Use it as an ordinary user.',
    };
  }
  if (hasNamespaces === true) return { verdict: 'ok', detail: 'The app can have its sandbox, through namespaces.' };
  if (helper === 'usable')
    return { verdict: 'ok', detail: 'The app can have its sandbox, through the helper beside it.' };
  if (hasProfile) return { verdict: 'ok', detail: 'A profile of AppArmor lets the app have its sandbox.' };
  if (hasNamespaces === undefined)
    return { verdict: 'not-run', detail: 'The sandbox cannot be tested here: the program unshare is missing.' };
  const detail = isDeniedByAppArmor
    ? 'AppArmor allows ordinary programs no sandbox here, as on Ubuntu 23.10 and newer.'
    : 'This computer allows ordinary programs no sandbox.';
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
