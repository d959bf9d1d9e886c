// Answers system dialogs for a person: the desktop draws them, where no test can reach.
import type { ElectronApplication } from 'playwright-core';

/** The answers of the next dialogs of each kind; `undefined` cancels. */
export interface DialogAnswers {
  readonly save?: string | undefined;
  readonly open?: string | undefined;
  /** Index of the button in a question. */
  readonly button?: number;
}

/** Answers all dialogs from now on. */
export async function answerDialogs(electronApp: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await electronApp.evaluate(({ dialog }, { save, open, button }) => {
    const seen: string[] = [];
    (globalThis as { dialogsSeen?: string[] }).dialogsSeen = seen;
    // With a parent window, that is the first argument.
    const wordsOf = (args: unknown[]): string =>
      JSON.stringify({ ...(args.at(-1) as object | undefined), isOfWindow: args.length > 1 });
    dialog.showSaveDialog = async (...args: unknown[]) => {
      seen.push(wordsOf(args));
      return { canceled: save === undefined, filePath: save ?? '' };
    };
    dialog.showOpenDialog = async (...args: unknown[]) => {
      seen.push(wordsOf(args));
      return { canceled: open === undefined, filePaths: open === undefined ? [] : [open] };
    };
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.push(wordsOf(args));
      return { response: button ?? 0, checkboxChecked: false };
    };
  }, answers);
}

/** The options of the dialogs since then as JSON texts, and whether each has a parent window (`isOfWindow`). */
export function dialogsSeen(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(() => (globalThis as { dialogsSeen?: string[] }).dialogsSeen ?? []);
}
