// Lets go of a window that a person has closed to the tray: after a while nobody looks at its page any more, which takes about 45 MB and a process of its own. It is
// made anew when it is opened again. Used by main-window.ts.
import type { Clock, Unsubscribe } from '../../../core/ports/clock';

/** How long a closed window stays: one that is opened again so soon is there at once. */
export const KEPT_MS = 10_000;

/** `keep`: until its page tells more, or it is closed again. */
export type HiddenWindowStep = 'keep' | 'let-go' | { readonly lookAgainInMs: number };

/** What becomes of a window that is closed. Pure. */
export function hiddenWindowStep(state: {
  readonly hiddenForMs: number;
  /** Whether its page has told, since it was closed, how a new one goes on from it. It tells nothing while something would be lost. */
  readonly hasView: boolean;
  /** Whether a dialog or another window lies over it. */
  readonly isCovered: boolean;
  /** Whether its files are still those of the app that runs. */
  readonly canBeMadeAgain: boolean;
}): HiddenWindowStep {
  if (!state.hasView || !state.canBeMadeAgain) return 'keep';
  if (state.hiddenForMs < KEPT_MS) return { lookAgainInMs: KEPT_MS - state.hiddenForMs };
  return state.isCovered ? { lookAgainInMs: KEPT_MS } : 'let-go';
}

export interface HiddenWindow {
  /** The window is closed from now on; what its page told before counts no more. */
  hidden(): void;
  shown(): void;
  /** Takes what the page tells: how a new one goes on from it, or nothing while something would be lost. */
  told(view: string | undefined): void;
}

/** Watches the one window. `letGo` gets what its page has told. */
export function createHiddenWindow(parts: {
  readonly clock: Clock;
  readonly isCovered: () => boolean;
  readonly canBeMadeAgain: () => boolean;
  readonly letGo: (view: string) => void;
}): HiddenWindow {
  const { clock } = parts;
  let hiddenAtMs: number | undefined;
  let view: string | undefined;
  let cancelLook: Unsubscribe = () => {};

  const look = (): void => {
    cancelLook();
    if (hiddenAtMs === undefined) return;
    const step = hiddenWindowStep({
      hiddenForMs: clock.monotonicMs() - hiddenAtMs,
      hasView: view !== undefined,
      isCovered: parts.isCovered(),
      canBeMadeAgain: parts.canBeMadeAgain(),
    });
    if (step === 'keep') return;
    if (step !== 'let-go') cancelLook = clock.setTimer(step.lookAgainInMs, look);
    else if (view !== undefined) parts.letGo(view);
  };
  return {
    hidden() {
      hiddenAtMs = clock.monotonicMs();
      view = undefined;
    },
    shown() {
      hiddenAtMs = undefined;
      cancelLook();
    },
    told(next) {
      view = next;
      look();
    },
  };
}
