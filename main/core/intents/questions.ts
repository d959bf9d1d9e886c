// The questions before a sign-in is ended, moved to another place, or exported; shown in a dialog of the main process
// or in the terminal. Pure: texts. The window's page only says which profile is meant; it cannot change the text of a
// question.

/** A question with one button that agrees, and "Cancel". */
export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The label of the button that agrees. */
  readonly agree: string;
}

/** The facts about a profile that the questions mention. */
export interface QuestionFacts {
  readonly name: string;
  /** Where its tokens are saved, as part of a sentence; absent when they are in memory only. */
  readonly lastingPlace?: string | undefined;
  /** Places that it left although tokens there could not be read, as parts of a sentence. */
  readonly leftBehind?: readonly string[];
}

/** A name as part of a sentence. It is put in quotes if it has more than letters and digits, so that it cannot pass for text of the app. */
export function shownName(name: string): string {
  return /^[\p{L}\p{N}_-]{1,30}$/u.test(name) ? name : `“${name}”`;
}

/** How many names are listed; the rest is counted. */
const MOST_NAMES = 5;

const USE_IT_AGAIN = 'To use it again, sign in again, or restore a backup made since its last refresh.';

/** Before a sign-out. */
export function signOutQuestion(profile: QuestionFacts): Question {
  return {
    message: `Sign out of ${shownName(profile.name)}?`,
    detail: `Its tokens are removed ${placesOf(profile)}.${leftIn([profile])} The account stays in the list. ${USE_IT_AGAIN}`,
    agree: 'Sign out',
  };
}

/** Before tokens are cleared. */
export function clearQuestion(profiles: readonly QuestionFacts[]): Question {
  const [only] = profiles;
  const where =
    only && profiles.length === 1 ? placesOf(only) : 'from memory and from where each of them keeps its own';
  return {
    message: `Clear the tokens of ${namesOf(profiles)} now?`,
    detail: `They are removed ${where}.${leftIn(profiles)} This cannot be undone. ${USE_IT_AGAIN}`,
    agree: 'Clear now',
  };
}

/** Before saved tokens are moved to memory only. */
export function thisRunOnlyQuestion({ name, lastingPlace = 'their place' }: QuestionFacts): Question {
  return {
    message: `Keep the tokens of ${shownName(name)} for this run only?`,
    detail: `They are removed from ${lastingPlace}, and are gone when the app quits. You sign in again next time.`,
    agree: 'Keep for this run only',
  };
}

/** Before a move that leaves tokens behind, because they cannot be read. `why`: a sentence. */
export function leaveUnreadQuestion({ name, lastingPlace = 'their place' }: QuestionFacts, why: string): Question {
  return {
    message: `Leave the tokens of ${shownName(name)} behind?`,
    detail: `They are in ${lastingPlace} and could not be read. ${why}\n\nThey stay there, and whoever can open that place can use them; clearing tokens does not reach them. ${shownName(name)} is signed out at its new place. To use or remove them, choose the former place again.`,
    agree: 'Leave them there',
  };
}

/** Before an account leaves the list. */
export function removeQuestion(profile: QuestionFacts): Question {
  return {
    message: `Remove ${shownName(profile.name)} from the list?`,
    detail: `It has no tokens here.${leftIn([profile])} It can be added again under the same name.`,
    agree: 'Remove',
  };
}

/** Before saved tokens are moved to a file without encryption. `path`: the path of that file. */
export function plainFileQuestion({ name }: QuestionFacts, path: string): Question {
  return {
    message: `Keep the tokens of ${shownName(name)} in a plain file?`,
    detail: `${path}\n\nThey are not encrypted there: every program that runs as you can read them, and so can whoever gets a copy of the file.`,
    agree: 'Keep them there',
  };
}

/** Before tokens are encrypted with a passphrase that came from the window. `path`: the path of the sealed file. */
export function sealedFileQuestion({ name }: QuestionFacts, path: string): Question {
  return {
    message: `Seal the tokens of ${shownName(name)} with the passphrase that you have just typed?`,
    detail: `${path}\n\nFrom then on nobody opens them without it, and nobody can recover it. If you have not just typed one, choose Cancel: nothing is changed then.`,
    agree: 'Seal them',
  };
}

/** Before an access token is written into a plain file for other programs. */
export function exportQuestion({ name }: Pick<QuestionFacts, 'name'>): Question {
  return {
    message: `Export the access token of ${shownName(name)} to a plain file?`,
    detail:
      'It is not encrypted there: every program that runs as you can read it, and act with it at Axiom until it expires. The file is a copy that is outdated after the next refresh: this app does not renew it. In place of the refresh token it says “held-by-axiom-token-manager”, so a client cannot refresh with it.',
    agree: 'Export it',
  };
}

/** Before the refresh token is exported as well. */
export function exportRefreshTokenQuestion({ name }: Pick<QuestionFacts, 'name'>): Question {
  return {
    message: `Export the refresh token of ${shownName(name)} as well?`,
    detail:
      'Whoever can read the file has the whole sign-in, for as long as it lasts. A client that refreshes with it signs this app out. When this app refreshes first, which it does by itself, the copy is used up, and a client that then sends it ends the sign-in for both. If you have not just asked for this yourself, choose Cancel: nothing is written then.',
    agree: 'Export both',
  };
}

/** Before a file that another program left is moved to the trash. `kept`: sentences that say where else its tokens are kept. */
export function trashQuestion(path: string, kept: readonly string[]): Question {
  return {
    message: 'Move this file to the trash?',
    detail: `${path}\n\n${kept.join(' ')} A client that still uses the file has to sign in again. The tokens stay in the trash until it is emptied; until then the file can be restored.`,
    agree: 'Move to trash',
  };
}

/** What a restart would lose or interrupt. The lists hold names of profiles. */
export interface RestartCosts {
  readonly forThisRunOnly: readonly string[];
  readonly behindPassphrase: readonly string[];
  readonly isSigningIn: boolean;
  /** Whether something in the window may be typed, chosen or under way, and not finished. */
  readonly losesWork: boolean;
}

/** Before a restart; `undefined` when it loses nothing. */
export function restartQuestion(costs: RestartCosts): Question | undefined {
  const { forThisRunOnly, behindPassphrase, isSigningIn, losesWork } = costs;
  const lines = [
    ...(forThisRunOnly.length > 0
      ? [`The tokens of ${listed(forThisRunOnly)} are kept for this run only and are gone then: you sign in again.`]
      : []),
    ...(behindPassphrase.length > 0
      ? [`The passphrase of ${listed(behindPassphrase)} is asked for again; until then nothing is refreshed there.`]
      : []),
    ...(isSigningIn ? ['The sign-in that is under way ends.'] : []),
    ...(losesWork ? ['Unfinished work in the window (typed text, choices, running steps) is lost.'] : []),
  ];
  return lines.length === 0
    ? undefined
    : { message: 'Restart Axiom Token Manager now?', detail: lines.join('\n'), agree: 'Restart now' };
}

function placesOf({ lastingPlace }: QuestionFacts): string {
  return lastingPlace === undefined ? 'from memory' : `from memory and from ${lastingPlace}`;
}

/** Says which places a removal does not reach; empty when there is none. */
function leftIn(profiles: readonly QuestionFacts[]): string {
  const left = profiles.flatMap(({ leftBehind = [] }) => leftBehind);
  return left.length === 0 ? '' : ` What was left behind in ${left.join(' and ')} stays there.`;
}

function namesOf(profiles: readonly QuestionFacts[]): string {
  return listed(profiles.map(({ name }) => name));
}

function listed(all: readonly string[]): string {
  const names = all.slice(0, MOST_NAMES).map(shownName);
  const rest = all.length - names.length;
  const shown = rest > 0 ? [...names, `${rest} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
