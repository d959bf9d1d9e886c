// Decides when a window that was closed to the tray is destroyed: its page takes about 45 MB and a process of its
// own. A new window is made when it is opened again. Used by main-window.ts.
import type { Clock, Unsubscribe } from '../../../core/ports/clock';

/** How long a closed window is kept, so that it can be shown again without loading. */
export const KEPT_MS = 10_000;

/** `keep`: until its page reports a view, or the window is closed again. */
export type HiddenWindowStep = 'keep' | 'let-go' | { readonly lookAgainInMs: number };

/** Decides about a window that is closed. Pure. */
export function hiddenWindowStep(state: {
  readonly hiddenForMs: number;
  /**
   * Whether its page has reported its view since it was closed, so that a new page can continue from it. The page
   * reports none while something would be lost.
   */
  readonly hasView: boolean;
  /** Whether a dialog or another window is open above it. */
  readonly isCovered: boolean;
  /** Whether its files are still those of the app that runs. */
  readonly canBeMadeAgain: boolean;
}): HiddenWindowStep {
  if (!state.hasView || !state.canBeMadeAgain) return 'keep';
  if (state.hiddenForMs < KEPT_MS) return { lookAgainInMs: KEPT_MS - state.hiddenForMs };
  return state.isCovered ? { lookAgainInMs: KEPT_MS } : 'let-go';
}

export interface HiddenWindow {
  /** The window was closed. A view that its page reported before is dropped. */
  hidden(): void;
  shown(): void;
  /** Takes the view that the page reports; `undefined` while something would be lost. */
  reportView(view: string | undefined): void;
}

/** Watches the one window. `destroy` gets the view that its page has reported. */
export function createHiddenWindow(parts: {
  readonly clock: Clock;
  readonly isCovered: () => boolean;
  readonly canBeMadeAgain: () => boolean;
  readonly destroy: (view: string) => void;
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
    else if (view !== undefined) parts.destroy(view);
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
    reportView(next) {
      view = next;
      look();
    },
  };
}
