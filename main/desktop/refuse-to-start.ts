// The end of a start that cannot go on. Used by main/desktop/index.ts.
import type { App, Dialog } from 'electron';
import { toAxiomTokenError } from '../core/base/errors';

/** Where the error is shown. */
export interface StartErrorOutput {
  readonly app: Pick<App, 'isReady' | 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly stderr: { write(words: string): unknown };
  readonly platform: NodeJS.Platform;
}

/** Shows the error, then exits with code 1. On Linux, Electron has no dialogs before the app is ready: it would print to standard error, with colour codes even into a file. */
export function refuseToStart(error: unknown, { app, dialog, stderr, platform }: StartErrorOutput): void {
  const { message, remedy } = toAxiomTokenError(error);
  const hasDialogs = app.isReady() || platform !== 'linux';
  // Printed first: a dialog waits for somebody to close it, and nobody may be there.
  if (app.isReady() || !hasDialogs) stderr.write(`Axiom Token Manager cannot start\n${message}\n${remedy}\n`);
  if (hasDialogs) dialog.showErrorBox('Axiom Token Manager cannot start', `${message}\n${remedy}`);
  app.exit(1);
}
