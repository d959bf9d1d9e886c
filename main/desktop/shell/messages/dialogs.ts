// The system's file dialogs and the two questions asked before tokens go. Called by handlers through the composition root; knows only paths and words.
import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import * as path from 'node:path';

/** Every answer is `undefined` (or false) when the person cancels. Paths are absolute. */
export interface Dialogs {
  /** Where a backup goes. The system asks before another file is replaced. */
  askWhereToSaveBackup(suggestedName: string): Promise<string | undefined>;
  askForBackup(): Promise<string | undefined>;
  /** A file with tokens of another client. */
  askForTokenFile(): Promise<string | undefined>;
  /** Where a profile's tokens shall be kept from now on. */
  askWhereToKeepTokens(): Promise<string | undefined>;
  /** The same, for a file sealed with a passphrase. */
  askWhereToKeepSealedTokens(): Promise<string | undefined>;
  confirmSignOut(profileName: string): Promise<boolean>;
  /** Says what went wrong with something that was asked for outside the window. */
  tellFailure(message: string, remedy: string): Promise<void>;
}

const BACKUP_FILES: FileFilter[] = [
  { name: 'Axiom Token Manager backup', extensions: ['axiombackup'] },
  { name: 'All files', extensions: ['*'] },
];
const SEALED_FILES: FileFilter[] = [
  { name: 'Sealed token files', extensions: ['axiomsealed'] },
  { name: 'All files', extensions: ['*'] },
];
const TOKEN_FILES: FileFilter[] = [
  { name: 'Token files', extensions: ['json'] },
  { name: 'All files', extensions: ['*'] },
];

/** The dialogs. They belong to the window while it is visible and start in `startDirectory`, later where the person went last. */
export function createDialogs(startDirectory: string, parent: () => BrowserWindow | undefined): Dialogs {
  // Some systems remember the last place themselves, others start anywhere: it is always named.
  let directory = startDirectory;
  const remember = (chosen: string | undefined): string | undefined => {
    // A cancelled dialog gives an empty text or nothing, by version.
    if (!chosen) return undefined;
    directory = path.dirname(chosen);
    return chosen;
  };
  const save = async (title: string, buttonLabel: string, fileName: string, filters: FileFilter[]) => {
    const options = { title, buttonLabel, filters, defaultPath: path.join(directory, fileName) };
    const window = parent();
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return canceled ? undefined : remember(filePath);
  };
  const open = async (title: string, buttonLabel: string, filters: FileFilter[]) => {
    const properties: ('openFile' | 'showHiddenFiles')[] = ['openFile', 'showHiddenFiles'];
    const options = { title, buttonLabel, filters, properties, defaultPath: directory };
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
    askForBackup: () => open('Open a backup', 'Open backup', BACKUP_FILES),
    askForTokenFile: () => open('Open a file with tokens', 'Import', TOKEN_FILES),
    askWhereToKeepSealedTokens: () =>
      save('Choose where to keep the sealed tokens', 'Keep here', 'axiom-tokens.axiomsealed', SEALED_FILES),
    askWhereToKeepTokens: () => save('Choose where to keep the tokens', 'Keep here', '.axiom_tokens.json', TOKEN_FILES),
    async confirmSignOut(profileName) {
      const response = await message({
        type: 'question',
        message: `Sign out of ${profileName}?`,
        detail: 'Its tokens are removed from this computer. To use it again you sign in again.',
        buttons: ['Cancel', 'Sign out'],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
    async tellFailure(text, remedy) {
      await message({ type: 'warning', message: text, detail: remedy, buttons: ['Close'], defaultId: 0, cancelId: 0 });
    },
  };
}
