// Notes that a start or an end adds to the activity: lost settings, corrected switches, an unusable state folder,
// tokens of a sign-in that was not finished. Called by open-app.ts.
import type { ActivityLog } from '../core/activity/activity-log';
import type { Core } from '../compose/open-core';
import type { Logger } from '../core/ports/logger';
import type { PauseState } from '../handout/handout-state';
import { stateFolderTrouble } from './start-folders';
import { report } from './start-log';
import type { StartOptions } from './start-options';

/** What could not be read at the start. */
export interface LostState {
  readonly wereSettingsLost: boolean;
  readonly pause: PauseState;
}

export function noteStart(
  activity: ActivityLog,
  { notes, stateDirectory }: Pick<StartOptions, 'notes' | 'stateDirectory'>,
  { wereSettingsLost, pause }: LostState,
  logger: Logger,
): void {
  const note = (text: string) => activity.add('app', text, undefined, { isProblem: true });
  if (wereSettingsLost) {
    const effect = pause.isPaused ? 'everything is paused until you resume' : 'the defaults are used';
    note(`The settings could not be read, so ${effect}`);
  } else if (pause.isLost) {
    note('The record of the pause could not be read, so everything is paused until you resume');
  }
  for (const each of notes) note(each);
  void stateFolderTrouble(stateDirectory).then((trouble) => {
    if (trouble === undefined) return;
    report(trouble, logger);
    note(trouble);
  });
}

/** Called when the app ends. */
export function noteLostSignIn({ passwordSignIn, activity }: Pick<Core, 'passwordSignIn' | 'activity'>): void {
  if (!passwordSignIn.isUndecided) return;
  activity.add('sign-in', 'Not signed in: the app ended before you chose the account for the new tokens');
}
