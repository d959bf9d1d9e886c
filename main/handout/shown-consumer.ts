// Names of programs, and what programs say, as they may be shown. They come from whoever asks, so nothing in them can pass for words of the app's, turn a line around, end it,
// or fill the screen. Pure.
import { shownPath } from '../core/leftovers/shown-path';
import type { Consumer } from './consumer';

/** Longer texts are cut in their middle: beginning and end tell more. */
const MOST_LETTERS = 160;
/** Of a name in a title. */
export const MOST_IN_TITLE = 40;

/** More than this of a text is not looked at, at each end: whoever names a program makes the name as long as they like. */
const MOST_LOOKED_AT = 1000;

/** A text of others on one line, without what turns the direction of writing or could be a token, and not longer than a person reads. */
export function shownText(text: string, most: number = MOST_LETTERS): string {
  const isLong = text.length > 2 * MOST_LOOKED_AT;
  const looked = isLong ? `${text.slice(0, MOST_LOOKED_AT)}${text.slice(-MOST_LOOKED_AT)}` : text;
  const letters = [...shownPath(looked).replace(/\s+/gu, ' ').trim()];
  if (letters.length <= most) return letters.join('');
  const end = Math.floor(most / 3);
  return `${letters.slice(0, most - end - 1).join('')}…${letters.slice(-end).join('')}`;
}

const UNKNOWN = 'A program that is not known';
const FORWARDED = 'A program via ssh';

/** A short name: the script, else the program's file. */
export function shortName(consumer: Consumer): string {
  if (consumer.isForwarded) return FORWARDED;
  if (consumer.kind === 'unknown') return UNKNOWN;
  const file = consumer.script ?? consumer.exe;
  const name = file?.split(/[\\/]/).filter(Boolean).at(-1) ?? consumer.name;
  return shownText(name, MOST_IN_TITLE) || UNKNOWN;
}

/** The short name as a part of a sentence: one that somebody has chosen stands in quotes. */
export function quotedName(consumer: Consumer): string {
  const name = shortName(consumer);
  return name === UNKNOWN || name === FORWARDED ? name : `“${name}”`;
}
