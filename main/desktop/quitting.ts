// Ends the app: asks whether it may quit while everything still runs, then closes what was opened, and quits in any case.
// Called by main/desktop/open-app.ts. main/compose/quit.ts decides.
import { app, type BrowserWindow, dialog, type MessageBoxOptions, powerMonitor } from 'electron';
import { AxiomTokenError } from '../core/base/errors';
import { withDeadline } from '../core/flow/deadline';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';

/** Called when the app quits, in reverse order of opening. */
export type Closer = () => void | Promise<void>;

/** A closer that hangs must not keep the others from running. */
const CLOSE_LIMIT_MS = 3_000;
/** Time for the last file system calls. */
const LAST_CALLS_MS = 1_000;
const LOOK_AGAIN_MS = 20;

/**
 * Holds back each quit until `mayQuit` resolves to true; after false nothing changes, and the next quit asks again. `onLeave` is called after true and closes
 * the windows. When `mayQuit` rejects, the app may quit. Its argument says whether a question can be shown: not during a shutdown of the computer, which the
 * question would delay.
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
      // Not in this turn: a second quit() during before-quit is undone when the first one ends.
      setImmediate(() => app.quit());
    });
  });
}

/** Shows a question as a sheet of the main window, or alone while that is hidden. */
export function showOver(window: {
  visibleWindow(): BrowserWindow | undefined;
}): (options: MessageBoxOptions) => Promise<{ readonly response: number }> {
  return (options) => {
    const parent = window.visibleWindow();
    return parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options);
  };
}

/** Quits only after everything was closed. */
export function closeBeforeQuitting(closers: Closer[], clock: Clock, logger: Logger): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void closeAll(closers, clock, logger).then(async () => {
      isClosed = true;
      // A file system call on a dead disk blocks its thread for ever, and a normal exit would wait for that thread.
      if (await isFileCallHung(clock)) process.kill(process.pid, 'SIGKILL');
      // Not in this turn: during will-quit, Electron takes a second quit() for the first one.
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

/** Whether a file system call is still running after some time. */
async function isFileCallHung(clock: Clock): Promise<boolean> {
  const endsAtMs = clock.monotonicMs() + LAST_CALLS_MS;
  while (hasFileCall() && clock.monotonicMs() < endsAtMs) {
    await new Promise<void>((resolve) => clock.setTimer(LOOK_AGAIN_MS, resolve));
  }
  return hasFileCall();
}

/** Exists in Node from 16.14 on; the typings of the oldest supported runtime do not have it. */
type WithResources = { getActiveResourcesInfo(): string[] };

function hasFileCall(): boolean {
  return (process as unknown as WithResources).getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
}
