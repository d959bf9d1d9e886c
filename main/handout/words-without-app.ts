// What a failure, or the state of an account, advises where no app runs: nothing is tried again automatically, and the next try is a command. Pure.

/** Where the advice stands: at a command that has failed, or in the state of an account. */
export type Advised = 'failure' | 'state';

const AGAIN: Readonly<Record<Advised, (time: string) => string>> = {
  failure: (time) => `Without the app, nothing tries again once this command has ended: run it again${time}.`,
  state: (time) => `Without the app, nothing tries again by itself: ask for a token again${time}.`,
};

/** Advice that holds in the app only; `isTimed`: the time of the next try is worth telling. */
const IN_APP: readonly (readonly [words: string, isTimed: boolean])[] = [
  ['The app tries again automatically then.', true],
  ['The app asks again automatically before that counts.', true],
  ['It is tried again automatically, and tokens in memory are still refreshed.', false],
  ['It is tried again automatically.', false],
  ['It is refreshed again automatically in a moment.', false],
  ['The app looks for it again automatically.', false],
];
/** Advice for which a time says nothing. */
const UNTIMED: readonly (readonly [inApp: string, alone: string])[] = [
  ['The removal is tried again automatically.', 'The next command, or start of the app, tries it again.'],
  [
    'Unlock it: what is saved there is then removed automatically.',
    'Unlock it, or type the passphrase of a sealed file in a terminal, and run the command again: what is saved there is then removed.',
  ],
  [
    'Allow access: what is saved there is then removed automatically.',
    'Allow access, and run the command again: what is saved there is then removed.',
  ],
  [
    'The removal is tried again automatically until they are gone.',
    'Each command that can read the place tries the removal again until they are gone.',
  ],
  ['; it is tried again automatically. Until you quit, all is as you left it.', ', then run the command again.'],
];

/** `waitMs`: until the next try makes sense. */
export function withoutApp(remedy: string, advised: Advised, waitMs?: number): string {
  const timed = waitMs === undefined ? ' later' : ` ${inWords(waitMs)}`;
  const untimed = UNTIMED.reduce((text, [inApp, alone]) => text.replace(inApp, () => alone), remedy);
  return IN_APP.reduce(
    (text, [words, isTimed]) => text.replace(words, () => AGAIN[advised](isTimed ? timed : '')),
    untimed,
  );
}

/** Rounded up: an earlier try is refused again. */
function inWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 120 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}
