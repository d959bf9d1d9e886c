// Fills in the placeholders of a headline's label. Pure. For tray, menu and command line; the window counts down by the second and has its own texts.
import { clockTime, type LocaleChoice } from './clock-time';
import { describeTimeLeft } from './time-left';

/** The times for the placeholders, by the local clock. */
export interface LabelTimes {
  /** The expiry of the access token. */
  readonly expiresAtMs?: number | undefined;
  /** When the next refresh is tried. */
  readonly nextTryAtMs?: number | undefined;
}

/** If a time is not known, its placeholder is removed with the words before it. */
const WITH_ITS_WORDS = { at: / \w+ \{at\}/, until: /,[^,]*\{until\}/ } as const;

/** The label with times, as in "Working until 15:42". `leftText` replaces `{left}`. */
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

/** Replaces `{mark}` with the clock time. */
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
