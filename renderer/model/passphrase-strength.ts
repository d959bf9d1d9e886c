// How easily a new passphrase is guessed. Loaded only when one is chosen, because of its dictionaries. Pure.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Of 0 to 4; below it fewer than about a hundred million tries are needed. */
const LEAST_SCORE = 3;

/** Its reasons, in our words. */
const WHY: Readonly<Record<string, string>> = {
  simpleRepeat: 'it repeats itself',
  extendedRepeat: 'it repeats itself',
  sequences: 'its characters follow one another',
  straightRow: 'its keys lie side by side',
  keyPattern: 'its keys lie side by side',
  topTen: 'it is one that many people use',
  topHundred: 'it is one that many people use',
  common: 'it is one that many people use',
  similarToCommon: 'it is close to one that many people use',
  dates: 'it is a date',
  recentYears: 'it is a year',
  wordByItself: 'it is a single word',
};

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** Why it is weak, as a sentence; `undefined` when it is not. */
export function weaknessOf(passphrase: string): string | undefined {
  const { score, feedback } = judge.check(passphrase);
  if (score >= LEAST_SCORE) return undefined;
  return `This is easy to guess: ${WHY[feedback.warning ?? ''] ?? 'a program needs few tries for it'}. Several words in a row are better.`;
}
