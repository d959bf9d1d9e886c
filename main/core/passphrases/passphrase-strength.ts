// Rates how easily a new passphrase can be guessed. Loaded only when one is chosen, because its dictionaries are large. Pure.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** The best score of zxcvbn's 0 to 4. With less, fewer than 10^10 guesses are needed: days of work for somebody who has the file. */
const LEAST_SCORE = 4;

/** Words that are obvious for this app, and common passwords on a Cyrillic keyboard. */
const OBVIOUS_WORDS = (
  'axiom trade trader trading token tokens manager backup wallet crypto bitcoin ethereum solana ' +
  'january february march april june july august september october november december spring summer autumn winter ' +
  'йцукенгшщзхъ йцукен фывапролджэ пароль'
).split(' ');
/** The well-known example of a passphrase (xkcd 936). */
const KNOWN = ['correct horse battery staple', 'correcthorsebatterystaple'];

/** The warnings of zxcvbn in our words. */
const WHY: Readonly<Record<string, string>> = {
  simpleRepeat: 'it repeats itself',
  extendedRepeat: 'it repeats itself',
  sequences: 'its characters follow one another',
  straightRow: 'its keys are side by side on the keyboard',
  keyPattern: 'its keys are side by side on the keyboard',
  topTen: 'it is one that many people use',
  topHundred: 'it is one that many people use',
  common: 'it is one that many people use',
  similarToCommon: 'it is close to one that many people use',
  dates: 'it is a date',
  recentYears: 'it is a year',
  wordByItself: 'it is a single word',
  userInputs: 'it contains words that are easy to guess',
};

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** Why the passphrase is weak, as a sentence; `undefined` when it is strong. `own`: names and addresses of the user that an attacker may know. */
export function weaknessOf(passphrase: string, own: readonly string[] = []): string | undefined {
  const words = [...KNOWN, ...OBVIOUS_WORDS, ...own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])].filter(
    Boolean,
  );
  // Blanks between single letters do not make guessing harder.
  const isSpaced = /^\S{1,2}(?:\s+\S{1,2})*$/.test(passphrase.trim());
  const { score, feedback } = judge.check(isSpaced ? passphrase.replaceAll(/\s/g, '') : passphrase, words);
  if (score >= LEAST_SCORE) return undefined;
  return `This is easy to guess: ${WHY[feedback.warning ?? ''] ?? 'a program would need few tries to guess it'}. Several words in a row are better.`;
}
