// Advice of failures that is true while the app runs, because it tries again automatically. Each sentence is here once: main/handout/words-without-app.ts has for each
// what to do where no app runs.

/** Parts of remedies. Those that begin with ";" or ":" continue a sentence. */
export const RETRY_ADVICE = {
  later: 'The app tries again automatically then.',
  secondRefusal: 'The app asks again automatically before that counts.',
  refreshed: 'It is refreshed again automatically in a moment.',
  file: 'The app looks for it again automatically.',
  place: 'It is tried again automatically.',
  placeOfMemoryTokens: 'It is tried again automatically, and tokens in memory are still refreshed.',
  save: 'It is tried again automatically. Until it works the tokens are in memory only: leave the app running, or choose another place.',
  change: '; it is tried again automatically. Until you quit, the change stays in effect.',
  removal: 'The removal is tried again automatically.',
  removalOfAll: 'The removal is tried again automatically until they are gone.',
  removalOfSealedCopy: '; the removal is tried again automatically until it is gone.',
  removalOnceUnlocked: 'Unlock it: what is saved there is then removed automatically.',
  removalOnceAllowed: 'Allow access: what is saved there is then removed automatically.',
  removalOnceFound: ': the removal then continues automatically.',
  signOut: 'It continues automatically once the place of its tokens can be reached.',
} as const;
