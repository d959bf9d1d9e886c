// What a failure, or the state of an account, advises where no app runs: nothing is tried again automatically, and the next try is a command. Pure.
import { RETRY_ADVICE } from '../core/base/retry-advice';

/** Where the advice is shown: at a command that has failed, or in the state of an account. */
export type Advised = 'failure' | 'state';

const AGAIN: Readonly<Record<Advised, (time: string) => string>> = {
  failure: (time) => `Without the app, nothing tries again once this command has ended: run it again${time}.`,
  state: (time) => `Without the app, nothing tries again by itself: ask for a token again${time}.`,
};

type Advice = keyof typeof RETRY_ADVICE;

/** `again`: what tries again; `atItsTime`: the same with the time from which on that makes sense. */
const INSTEAD: Readonly<Record<Advice, (again: string, atItsTime: string) => string>> = {
  later: (_, atItsTime) => atItsTime,
  secondRefusal: (_, atItsTime) => atItsTime,
  refreshed: (again) => again,
  file: (again) => again,
  place: (again) => again,
  placeOfMemoryTokens: (again) => again,
  save: (again) => `${again} Or choose another place.`,
  change: () => ', then run the command again.',
  removal: () => 'The next command, or start of the app, tries it again.',
  removalOfAll: () => 'Each command that can read the place tries the removal again until they are gone.',
  removalOfSealedCopy: () => '; each command that can read the place tries the removal again until it is gone.',
  removalOnceUnlocked: () =>
    'Unlock it, or type the passphrase of a sealed file in a terminal, and run the command again: what is saved there is then removed.',
  removalOnceAllowed: () => 'Allow access, and run the command again: what is saved there is then removed.',
  removalOnceFound: () => ': the next command then continues the removal.',
  signOut: () => 'The next command continues it once the place of its tokens can be reached.',
};

/** The longest first: one may begin with another one. */
const ADVICE = (Object.keys(RETRY_ADVICE) as Advice[]).sort(
  (one, other) => RETRY_ADVICE[other].length - RETRY_ADVICE[one].length,
);

/** `waitMs`: until the next try makes sense. */
export function withoutApp(remedy: string, advised: Advised, waitMs?: number): string {
  const again = AGAIN[advised]('');
  const atItsTime = AGAIN[advised](waitMs === undefined ? ' later' : ` ${inWords(waitMs)}`);
  return ADVICE.reduce(
    (text, advice) => text.replace(RETRY_ADVICE[advice], () => INSTEAD[advice](again, atItsTime)),
    remedy,
  );
}

/** Rounded up: an earlier try is refused again. */
function inWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 120 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}
