// The system's file dialogs, questions with one button to agree, and the failure message for tray and menu. Passed to handlers by open-services.ts.
// Must not know tokens: only paths and texts.
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import * as path from 'node:path';
import type { PlaceQuestion } from '../../../core/ports/token-places';

/** Results are `undefined` (or false) when the user cancels. Paths are absolute. */
export interface Dialogs {
  /** Where to save a backup. The system asks before it replaces a file. */
  askWhereToSaveBackup(suggestedName: string): Promise<string | undefined>;
  /** Where to save the activity. The system asks before it replaces a file. */
  askWhereToSaveActivity(suggestedName: string): Promise<string | undefined>;
  /** Where to save the trail. The system asks before it replaces a file. */
  askWhereToSaveTrail(suggestedName: string, format: 'csv' | 'jsonl'): Promise<string | undefined>;
  /** Where to write tokens in clear for other programs. The system asks before it replaces a file. */
  askWhereToExportTokens(): Promise<string | undefined>;
  askForBackup(): Promise<string | undefined>;
  /** A file with another client's tokens. */
  askForTokenFile(): Promise<string | undefined>;
  /** A folder to look for tokens in. */
  askForFolderToSearch(): Promise<string | undefined>;
  /** Where to keep a profile's tokens. */
  askWhereToKeepTokens(asks: PlaceQuestion): Promise<string | undefined>;
  /** Whether the user agrees. "Cancel" has the focus. Closed, as with "Cancel", once `signal` is aborted. */
  ask(
    question: { readonly message: string; readonly detail: string; readonly agree: string },
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** The index of the chosen answer. The preferred answer has the focus, else "Cancel". Closed as {@link ask}. */
  choose(
    choice: {
      readonly message: string;
      readonly detail: string;
      readonly answers: readonly string[];
      readonly preferred?: number;
    },
    signal?: AbortSignal,
  ): Promise<number | undefined>;
  /** Shows the failure of a tray or menu command. */
  showFailure(message: string, remedy: string): Promise<void>;
}

const BACKUP_FILES: FileFilter[] = [
  { name: 'Axiom Token Manager backup', extensions: ['axiombackup'] },
  { name: 'All files', extensions: ['*'] },
];
const TABLE_FILES: FileFilter[] = [{ name: 'Comma-separated values', extensions: ['csv'] }];
const JSON_LINES_FILES: FileFilter[] = [{ name: 'JSON lines', extensions: ['jsonl'] }];
const SEALED_FILES: FileFilter[] = [
  { name: 'Sealed token files', extensions: ['axiomsealed'] },
  { name: 'All files', extensions: ['*'] },
];
const TOKEN_FILES: FileFilter[] = [
  { name: 'Token files', extensions: ['json'] },
  { name: 'All files', extensions: ['*'] },
];

/** Not the name that the Rust client looks for: one press too many would replace that client's own sign-in. */
const EXPORT_NAME = 'axiom-tokens-export.json';

/** Dialogs for a token file's place: title, button, suggested name and file types. */
const PLACE_DIALOGS: Readonly<Record<PlaceQuestion, readonly [string, string, string, FileFilter[]]>> = {
  file: ['Choose where to keep the tokens', 'Keep here', '.axiom_tokens.json', TOKEN_FILES],
  'file-and-passphrase': [
    'Choose where to keep the sealed tokens',
    'Keep here',
    'axiom-tokens.axiomsealed',
    SEALED_FILES,
  ],
};

/** Dialogs belong to the window while it is visible. They start in `startDirectory`, later in the last chosen folder. */
export function createDialogs(startDirectory: string, parent: () => BrowserWindow | undefined): Dialogs {
  // Always passed: not every system remembers the last folder.
  let directory = startDirectory;
  const remember = (chosen: string | undefined): string | undefined => {
    // A cancelled dialog gives an empty string or undefined, depending on the version.
    if (!chosen) return undefined;
    directory = path.dirname(chosen);
    return chosen;
  };
  const save = async (title: string, buttonLabel: string, fileName: string, filters: FileFilter[]) => {
    const options: Electron.SaveDialogOptions = {
      title,
      buttonLabel,
      filters,
      defaultPath: path.join(directory, fileName),
      // Not every system asks before a file is replaced.
      properties: ['showOverwriteConfirmation'],
    };
    const window = parent();
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return canceled ? undefined : remember(filePath);
  };
  const open = async (title: string, buttonLabel: string, filters?: FileFilter[]) => {
    const kind = filters ? ('openFile' as const) : ('openDirectory' as const);
    const options = {
      title,
      buttonLabel,
      ...(filters ? { filters } : {}),
      properties: [kind, 'showHiddenFiles' as const],
      defaultPath: directory,
    };
    const window = parent();
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? undefined : remember(filePaths[0]);
  };
  const message = async (options: Electron.MessageBoxOptions): Promise<number> => {
    const window = parent();
    const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
    return response;
  };

  return {
    askWhereToSaveBackup: (suggestedName) => save('Save the backup', 'Save backup', suggestedName, BACKUP_FILES),
    askWhereToSaveActivity: (suggestedName) => save('Save the activity', 'Save', suggestedName, TABLE_FILES),
    askWhereToSaveTrail: (suggestedName, format) =>
      save('Save the trail', 'Save', suggestedName, format === 'csv' ? TABLE_FILES : JSON_LINES_FILES),
    askWhereToExportTokens: () => save('Export tokens, not encrypted', 'Export', EXPORT_NAME, TOKEN_FILES),
    askForBackup: () => open('Open a backup', 'Open backup', BACKUP_FILES),
    askForTokenFile: () => open('Open a file with tokens', 'Import', TOKEN_FILES),
    askForFolderToSearch: () => open('Look for tokens in a folder', 'Look here'),
    askWhereToKeepTokens: (asks) => save(...PLACE_DIALOGS[asks]),
    async ask({ message: text, detail, agree }, signal) {
      const response = await message({
        type: 'question',
        message: text,
        detail,
        buttons: ['Cancel', agree],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        ...(signal ? { signal } : {}),
      });
      return response === 1;
    },
    async choose({ message: text, detail, answers, preferred }, signal) {
      const buttons = ['Cancel', ...answers];
      const response = await message({
        type: 'question',
        message: text,
        detail,
        buttons,
        defaultId: preferred === undefined ? 0 : preferred + 1,
        cancelId: 0,
        noLink: true,
        ...(signal ? { signal } : {}),
      });
      return response === 0 ? undefined : response - 1;
    },
    async showFailure(text, remedy) {
      await message({ type: 'warning', message: text, detail: remedy, buttons: ['Close'], defaultId: 0, cancelId: 0 });
    },
  };
}
