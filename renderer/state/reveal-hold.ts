// Press and hold to see the access token. Keeps the token only while it is shown: it is hidden on release, on blur and after the time that main
// allows. An answer that comes after the release is ignored. Used by use-reveal.ts.
import type { Failure, Outcome } from '../../preload/contract/schemas';

export type RevealState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly accessToken: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface RevealPorts {
  readonly reveal: () => Promise<Outcome<{ accessToken: string; hideAfterMs: number }>>;
  readonly setTimer: (delayMs: number, callback: () => void) => () => void;
  readonly onChange: (state: RevealState) => void;
}

/** The two events of a hold button, and the dismissal of a failure. */
export interface RevealHold {
  readonly press: () => void;
  readonly release: () => void;
  readonly forgetFailure: () => void;
}

const HIDDEN: RevealState = { kind: 'hidden' };

/** The behaviour of one hold button; starts hidden. */
export function createRevealHold(ports: RevealPorts): RevealHold {
  let newestPress = 0;
  let isHeld = false;
  let hasFailed = false;
  let stopTimer: (() => void) | undefined;

  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    stopTimer?.();
    stopTimer = undefined;
    ports.onChange(HIDDEN);
  };
  const answer = (thisPress: number, outcome: Awaited<ReturnType<RevealPorts['reveal']>>) => {
    if (!isHeld || thisPress !== newestPress) return;
    if (!outcome.ok) {
      isHeld = false;
      hasFailed = true;
      ports.onChange({ kind: 'failed', failure: outcome.failure });
      return;
    }
    ports.onChange({ kind: 'shown', accessToken: outcome.value.accessToken });
    stopTimer = ports.setTimer(outcome.value.hideAfterMs, release);
  };

  return {
    press: () => {
      if (isHeld) return;
      isHeld = true;
      hasFailed = false;
      newestPress += 1;
      const thisPress = newestPress;
      ports.onChange({ kind: 'asking' });
      void ports.reveal().then((outcome) => answer(thisPress, outcome));
    },
    release,
    forgetFailure: () => {
      if (!hasFailed) return;
      hasFailed = false;
      ports.onChange(HIDDEN);
    },
  };
}
