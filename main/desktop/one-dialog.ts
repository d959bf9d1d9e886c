// Allows one dialog of the app at a time: with stacked dialogs nobody knows what the next press answers. Used by open-services.ts.
import { AxiomTokenError } from '../core/base/errors';
import { createOneAtATime } from '../core/flow/one-at-a-time';
import type { Dialogs } from './shell/messages/dialogs';

export interface OneDialog extends Dialogs {
  /** Runs `run`; refuses like the dialogs while one is open. */
  whileNoneIsOpen<Result>(run: () => Promise<Result>): Promise<Result>;
}

/** The dialogs; each but `showFailure` refuses with `INVALID_INPUT` while another one is open. A question with a signal waits for its turn instead. */
export function oneDialogAtATime(dialogs: Dialogs): OneDialog {
  const alone = createOneAtATime(
    () =>
      new AxiomTokenError('INVALID_INPUT', {
        message: 'Another dialog of this app is still open.',
        remedy: 'Answer or close it first, then try again. Nothing was changed.',
      }),
    () => new AxiomTokenError('CANCELLED'),
  );
  return {
    askWhereToSaveBackup: (suggestedName) => alone(() => dialogs.askWhereToSaveBackup(suggestedName)),
    askWhereToSaveActivity: (suggestedName) => alone(() => dialogs.askWhereToSaveActivity(suggestedName)),
    askWhereToSaveTrail: (suggestedName, format) => alone(() => dialogs.askWhereToSaveTrail(suggestedName, format)),
    askWhereToExportTokens: () => alone(() => dialogs.askWhereToExportTokens()),
    askForBackup: () => alone(() => dialogs.askForBackup()),
    askForTokenFile: () => alone(() => dialogs.askForTokenFile()),
    askForFolderToSearch: () => alone(() => dialogs.askForFolderToSearch()),
    askWhereToKeepTokens: (asks) => alone(() => dialogs.askWhereToKeepTokens(asks)),
    ask: (question, signal) => alone(() => dialogs.ask(question, signal), signal),
    choose: (choice, signal) => alone(() => dialogs.choose(choice, signal), signal),
    whileNoneIsOpen: (run) => alone(run),
    showFailure: (message, remedy) => dialogs.showFailure(message, remedy),
  };
}
