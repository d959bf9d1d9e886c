// The end of the app: asks whether it may end while everything still runs, then closes what was opened, and ends in any case.
// Called by main/desktop/index.ts. Decides nothing: see main/compose/quit.ts.
import { app, type BrowserWindow, dialog, type MessageBoxOptions, powerMonitor } from 'electron';
import { AxiomTokenError } from '../core/base/errors';
import { withDeadline } from '../core/flow/deadline';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';

/** Runs when the app quits; what was opened last is closed first. */
export type Closer = () => void | Promise<void>;

/** One that hangs must not keep the others from being closed. */
const CLOSE_LIMIT_MS = 3_000;
/** How long the last calls to the file system may take. */
const LAST_CALLS_MS = 1_000;
const LOOK_AGAIN_MS = 20;

/**
 * Holds back each quit until `mayQuit` has said yes; after a no everything stays as it is, and the next quit asks anew. `onLeave` is called after a yes and closes
 * the windows. When `mayQuit` fails, the app may end. It is told whether a question can be shown: not while the computer is being
 * shut down, which it would hold up.
 */
export function askBeforeQuitting(parts: {
  readonly mayQuit: (canAsk: () => boolean) => Promise<boolean>;
  readonly onLeave: () => Promise<void>;
  readonly logger: Logger;
}): void {
  let isShuttingDown = false;
  powerMonitor.on('shutdown', () => {
    isShuttingDown = true;
  });
  let state: 'running' | 'asking' | 'leaving' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'leaving') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    const answer = parts
      .mayQuit(() => !isShuttingDown)
      .catch((error: unknown) => {
        parts.logger.error('it could not be asked whether the app may end', error);
        return true;
      });
    void answer.then(async (isYes) => {
      state = isYes ? 'leaving' : 'running';
      if (!isYes) return;
      await parts.onLeave();
      // Not in this turn: while Electron still emits before-quit, a second quit() is undone by the end of the first.
      setImmediate(() => app.quit());
    });
  });
}

/** Shows a question over the main window, or on its own while that is hidden. */
export function showOver(window: {
  visibleWindow(): BrowserWindow | undefined;
}): (options: MessageBoxOptions) => Promise<{ readonly response: number }> {
  return (options) => {
    const parent = window.visibleWindow();
    return parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options);
  };
}

/** Lets the app end only after everything was closed. */
export function closeBeforeQuitting(closers: Closer[], clock: Clock, logger: Logger): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void closeAll(closers, clock, logger).then(async () => {
      isClosed = true;
      // A dead disk holds a thread for ever, and an orderly end would wait for that thread.
      if (await isFileCallHung(clock)) process.kill(process.pid, 'SIGKILL');
      // Not in this turn: while Electron still emits will-quit, it takes a second quit() for the first one.
      setImmediate(() => app.quit());
    });
  });
}

async function closeAll(closers: Closer[], clock: Clock, logger: Logger): Promise<void> {
  for (const close of closers.splice(0).reverse()) {
    try {
      await withDeadline(clock, CLOSE_LIMIT_MS, Promise.resolve(close()), () => new AxiomTokenError('TIMEOUT'));
    } catch (error) {
      logger.error('something could not be closed', error);
    }
  }
}

/** Whether a call to the file system is still under way after some time. */
async function isFileCallHung(clock: Clock): Promise<boolean> {
  const endsAtMs = clock.monotonicMs() + LAST_CALLS_MS;
  while (hasFileCall() && clock.monotonicMs() < endsAtMs) {
    await new Promise<void>((resolve) => clock.setTimer(LOOK_AGAIN_MS, resolve));
  }
  return hasFileCall();
}

/** In Node from 16.14 on; the oldest runtime has it, its typings do not. */
type WithResources = { getActiveResourcesInfo(): string[] };

function hasFileCall(): boolean {
  return (process as unknown as WithResources).getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
}
