// The label of a headline with its placeholders filled in. Pure. For tray, menu and command line; the window counts by the second and has words of its own.
import { clockTime, type LocaleChoice } from './clock-time';
import { describeTimeLeft } from './time-left';

/** By the local clock; what is not known is left out. */
export interface LabelTimes {
  /** When the access token ends. */
  readonly expiresAtMs?: number | undefined;
  /** When the next refresh is tried. */
  readonly nextTryAtMs?: number | undefined;
}

/** What is not known goes with the words that lead to it. */
const WITH_ITS_WORDS = { at: / \w+ \{at\}/, until: /,[^,]*\{until\}/ } as const;

/** "Working until 15:42": `leftText` stands for `{left}` where the caller has words for it already. */
export function filledLabel(
  label: string,
  times: LabelTimes,
  nowMs: number,
  locale: LocaleChoice = {},
  leftText = leftWords(times, nowMs),
): string {
  const withLeft = label.replace('{left}', leftText);
  const withNextTry = timeText(withLeft, 'at', times.nextTryAtMs, nowMs, locale);
  return timeText(withNextTry, 'until', times.expiresAtMs, nowMs, locale);
}

function leftWords({ expiresAtMs }: LabelTimes, nowMs: number): string {
  return expiresAtMs === undefined ? 'a moment' : describeTimeLeft(expiresAtMs - nowMs).text;
}

/** The clock time in place of `{mark}`. */
function timeText(
  label: string,
  mark: 'at' | 'until',
  atMs: number | undefined,
  nowMs: number,
  locale: LocaleChoice,
): string {
  if (atMs === undefined) return label.replace(WITH_ITS_WORDS[mark], '');
  return label.replace(`{${mark}}`, clockTime(atMs, nowMs, locale));
}
