// Press and hold to see the access token. Owns the token while it is shown, and nothing keeps it a moment longer:
// it goes on release, on blur, after the time main allows, and an answer that comes after the release is dropped.
import type { Failure, Outcome } from '../../preload/contract/schemas';

/** What is shown. */
export type RevealState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly accessToken: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What it needs from outside. */
export interface RevealPorts {
  readonly reveal: () => Promise<Outcome<{ accessToken: string; hideAfterMs: number }>>;
  readonly setTimer: (delayMs: number, callback: () => void) => () => void;
  readonly onChange: (state: RevealState) => void;
}

/** One hold button. */
export interface RevealHold {
  readonly press: () => void;
  readonly release: () => void;
}

const HIDDEN: RevealState = { kind: 'hidden' };

/** The behaviour of one hold button. */
export function createRevealHold(ports: RevealPorts): RevealHold {
  let press = 0;
  let isHeld = false;
  let stopTimer: (() => void) | undefined;

  const release = () => {
    if (!isHeld) return;
    isHeld = false;
    stopTimer?.();
    stopTimer = undefined;
    ports.onChange(HIDDEN);
  };
  const answer = (thisPress: number, outcome: Awaited<ReturnType<RevealPorts['reveal']>>) => {
    if (!isHeld || thisPress !== press) return;
    if (!outcome.ok) {
      isHeld = false;
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
      press += 1;
      const thisPress = press;
      ports.onChange({ kind: 'asking' });
      void ports.reveal().then((outcome) => answer(thisPress, outcome));
    },
    release,
  };
}
