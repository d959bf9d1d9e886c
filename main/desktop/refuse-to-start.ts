// The end of a start that cannot go on. Used by main/desktop/index.ts.
import type { App, Dialog } from 'electron';
import { toAxiomTokenError } from '../core/base/errors';

/** Where a person sees it. */
export interface LastWords {
  readonly app: Pick<App, 'isReady' | 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly stderr: { write(words: string): unknown };
}

/** Shows the error, then exits with code 1. Before the app is ready Electron prints it to standard error on Linux and shows a dialog elsewhere. */
export function refuseToStart(error: unknown, { app, dialog, stderr }: LastWords): void {
  const { message, remedy } = toAxiomTokenError(error);
  // A dialog waits for somebody to close it, and nobody may be there.
  if (app.isReady()) stderr.write(`Axiom Token Manager cannot start\n${message}\n${remedy}\n`);
  dialog.showErrorBox('Axiom Token Manager cannot start', `${message}\n${remedy}`);
  app.exit(1);
}
