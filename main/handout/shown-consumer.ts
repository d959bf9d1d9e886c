// Makes names of programs and texts from programs safe to show: they must not imitate text of the app, change the direction of writing, break the line, or fill
// the screen. Pure.
import { shownPath } from '../core/leftovers/shown-path';
import type { Consumer } from './consumer';

/** Longer texts are cut in the middle, because the beginning and the end say more. */
const MOST_LETTERS = 160;
/** The limit for a name in a title. */
export const MOST_IN_TITLE = 40;

/** How much of a text is looked at, at each end, because a program can choose a name of any length. */
const MOST_LOOKED_AT = 1000;

/** A text from a program on one line, shortened, without characters that change the direction of writing and without anything like a token. */
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

/** A short name: that of the script, else that of the program's file. */
export function shortName(consumer: Consumer): string {
  if (consumer.isForwarded) return FORWARDED;
  if (consumer.kind === 'unknown') return UNKNOWN;
  const file = consumer.script ?? consumer.exe;
  const name = file?.split(/[\\/]/).filter(Boolean).at(-1) ?? consumer.name;
  return shownText(name, MOST_IN_TITLE) || UNKNOWN;
}

/** The short name as part of a sentence; in quotes, unless it is one of the app's own names. */
export function quotedName(consumer: Consumer): string {
  const name = shortName(consumer);
  return name === UNKNOWN || name === FORWARDED ? name : `“${name}”`;
}
