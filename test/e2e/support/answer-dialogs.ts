// Answers the system's own dialogs in place of a person: they are drawn by the desktop, where no test can reach.
import type { ElectronApplication } from 'playwright-core';

/** What the next dialogs of each kind are answered with; `undefined` cancels. */
export interface DialogAnswers {
  readonly save?: string | undefined;
  readonly open?: string | undefined;
  /** Number of the button in a question. */
  readonly button?: number;
}

/** Answers all dialogs from now on. */
export async function answerDialogs(electronApp: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await electronApp.evaluate(({ dialog }, { save, open, button }) => {
    const seen: string[] = [];
    (globalThis as { dialogsSeen?: string[] }).dialogsSeen = seen;
    // With a window to belong to, that comes first.
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

/** What the dialogs since then were opened with, as JSON texts, and whether they belong to a window (`isOfWindow`). */
export function dialogsSeen(electronApp: ElectronApplication): Promise<string[]> {
  return electronApp.evaluate(() => (globalThis as { dialogsSeen?: string[] }).dialogsSeen ?? []);
}
