// The plot of refreshes: a bar for each time slot of a day or month, its scale, and a summary in words. Pure; used by refresh-plot.tsx.
import type { PlotSpan, RefreshStatistics } from '../../preload/contract/activity-schema';
import { countWords } from '../text/count-words';
import type { DateTexts } from '../text/date-texts';
import { answerTime, longDuration } from '../text/duration';
import type { Tone } from '../text/facet-words';
import { failureKindWords } from '../text/failure-kind-words';
import { shortHost } from './verdict-model';

type TimePart = RefreshStatistics['parts'][number];

/** Whether a valid access token existed: during all of the watched time, part of it, or never; or nothing was watched. */
export type Validity = 'all' | 'part' | 'none' | 'unwatched';

/** One time slot. Heights are fractions of the plot's height. */
export interface PlotBar {
  readonly fromMs: number;
  /** Height of the median answer time; absent when no refresh worked. */
  readonly height?: number;
  /** Height of the slowest answer. */
  readonly reach?: number;
  /** Absent when no refresh failed; `bad` when none worked. */
  readonly failureTone?: Extract<Tone, 'attention' | 'bad'>;
  readonly validity: Validity;
  /** "13:30 to 14:00" */
  readonly when: string;
  /** "4 refreshes worked, median 210 ms, slowest 480 ms; valid token all the time" */
  readonly words: string;
}

/** An axis label, at a fraction of the plot's height or width. */
export interface PlotMark {
  readonly at: number;
  readonly label: string;
}

export interface PlotModel {
  readonly bars: readonly PlotBar[];
  readonly scale: readonly PlotMark[];
  readonly times: readonly PlotMark[];
  /** "95 of 96 worked" */
  readonly summary: string;
  /** "A valid token 99.8 % of the 23 h 10 min that were watched"; absent where nothing was. */
  readonly share?: string;
  readonly hosts: readonly HostRow[];
}

/** The answers of one host, in words. */
export interface HostRow {
  readonly host: string;
  readonly worked: string;
  readonly median: string;
  readonly slowest: string;
  /** "Asked to wait 2 times, last 13:30" */
  readonly failures: readonly string[];
}

/** The possible tops of the scale: the first one above the slowest answer is used. The smallest keeps quick answers from looking slow. */
const TOPS_MS = [1000, 2000, 4000, 10_000, 20_000, 40_000, 60_000, 120_000];
const LEAST_HEIGHT = 0.04;
const QUARTER_DAY_HOURS = 6;
const WEEK_DAYS = 7;
/** A label this close to an end would be cut. */
const NEAR_END = 0.03;

export function plotModel(statistics: RefreshStatistics, span: PlotSpan, nowMs: number, dates: DateTexts): PlotModel {
  const { parts } = statistics;
  const slowestMs = Math.max(0, ...parts.map((part) => part.slowestMs ?? 0));
  const topMs = TOPS_MS.find((top) => top >= slowestMs) ?? slowestMs;
  // A square root, so that one slow answer does not flatten all the others.
  const heightOf = (ms: number) => Math.max(LEAST_HEIGHT, Math.sqrt(ms / topMs));
  const share = shareWords(statistics);
  return {
    bars: parts.map((part) => toBar(part, span, heightOf, dates)),
    scale: [
      { at: 1, label: scaleWords(topMs) },
      { at: 0.5, label: scaleWords(topMs / 4) },
      { at: 0, label: '0' },
    ],
    times: timeMarks(parts, span, dates),
    summary: summaryOf(parts),
    ...(share === undefined ? {} : { share }),
    hosts: statistics.hosts.map((host) => toHostRow(host, nowMs, dates)),
  };
}

/** "4 s", "250 ms" */
function scaleWords(ms: number): string {
  return ms % 1000 === 0 && ms < 60_000 ? `${ms / 1000} s` : answerTime(ms);
}

function toBar(part: TimePart, span: PlotSpan, heightOf: (ms: number) => number, dates: DateTexts): PlotBar {
  const { fromMs, toMs, worked, failed, medianMs, slowestMs } = part;
  const validity = validityOf(part);
  return {
    fromMs,
    ...(medianMs === undefined ? {} : { height: heightOf(medianMs) }),
    ...(slowestMs === undefined ? {} : { reach: heightOf(slowestMs) }),
    ...(failed === 0 ? {} : { failureTone: worked === 0 ? 'bad' : 'attention' }),
    validity,
    when: span === 'day' ? `${dates.clockMinute(fromMs)} to ${dates.clockMinute(toMs)}` : dates.weekday(fromMs),
    words: [triesWords(part), VALIDITY_WORDS[validity](part)].join('; '),
  };
}

function triesWords({ worked, failed, medianMs, slowestMs }: TimePart): string {
  if (worked + failed === 0) return 'no refresh';
  const times =
    medianMs === undefined || slowestMs === undefined
      ? []
      : worked === 1
        ? [answerTime(medianMs)]
        : [`median ${answerTime(medianMs)}`, `slowest ${answerTime(slowestMs)}`];
  const counts = [
    ...(worked > 0 ? [`${countWords(worked, 'refresh', 'refreshes')} worked`] : []),
    ...(failed > 0 ? [`${countWords(failed, 'refresh', 'refreshes')} failed`] : []),
  ];
  return [...counts, ...times].join(', ');
}

/** A shorter time is a measuring gap between two checks. */
const MOMENT_MS = 1500;

function validityOf({ watchedMs, validMs }: Pick<TimePart, 'watchedMs' | 'validMs'>): Validity {
  if (watchedMs === 0) return 'unwatched';
  if (watchedMs - validMs < MOMENT_MS) return 'all';
  return validMs === 0 ? 'none' : 'part';
}

const VALIDITY_WORDS: Readonly<Record<Validity, (part: TimePart) => string>> = {
  all: () => 'valid token all the time',
  part: (part) => `valid token ${percent(part)} of the time`,
  none: () => 'no valid token',
  unwatched: () => 'not watched',
};

function shareWords(statistics: RefreshStatistics): string | undefined {
  if (statistics.watchedMs < 60_000) return undefined;
  // Without seconds: the statistics stand still between two refreshes, and seconds would look like a running clock.
  const watched = longDuration(statistics.watchedMs).replace(/ \d\d s$/, '');
  switch (validityOf(statistics)) {
    case 'unwatched':
      return undefined;
    case 'all':
      return `A valid token all of the ${watched} watched`;
    case 'none':
      return `No valid token in the ${watched} watched`;
    case 'part':
      return `A valid token ${percent(statistics)} of the ${watched} watched`;
  }
}

/** Rounded down, so that it is 100 % only when nothing was missing. */
function percent({ watchedMs, validMs }: Pick<TimePart, 'watchedMs' | 'validMs'>): string {
  const tenths = Math.floor((validMs / watchedMs) * 1000);
  return `${tenths >= 990 ? (tenths / 10).toFixed(1) : Math.floor(tenths / 10)}\u00a0%`;
}

function summaryOf(parts: readonly TimePart[]): string {
  const sum = (of: (part: TimePart) => number) => parts.reduce((total, part) => total + of(part), 0);
  const worked = sum((part) => part.worked);
  const all = worked + sum((part) => part.failed);
  if (all === 0) return 'No refresh';
  if (worked === all) return all === 1 ? 'The only one worked' : `All ${all} worked`;
  if (worked === 0) return all === 1 ? 'The only one failed' : `All ${all} failed`;
  return `${worked} of ${all} worked`;
}

/** For a day the hours 0, 6, 12 and 18; for a month every seventh day, ending with today. */
function timeMarks(parts: readonly TimePart[], span: PlotSpan, dates: DateTexts): readonly PlotMark[] {
  return parts.flatMap(({ fromMs }, index) => {
    const at = index / parts.length;
    if (span === 'month') {
      const isMark = (parts.length - 1 - index) % WEEK_DAYS === 0;
      return isMark ? [{ at: at + 0.5 / parts.length, label: dates.day(fromMs) }] : [];
    }
    const start = new Date(fromMs);
    const isMark = start.getHours() % QUARTER_DAY_HOURS === 0 && start.getMinutes() < 30;
    return isMark && at > NEAR_END && at < 1 - NEAR_END ? [{ at, label: dates.clockMinute(fromMs) }] : [];
  });
}

function toHostRow(
  { host, worked, medianMs, slowestMs, failures }: RefreshStatistics['hosts'][number],
  nowMs: number,
  dates: DateTexts,
): HostRow {
  return {
    host: host === undefined ? 'No answer' : shortHost(host),
    worked: String(worked),
    median: medianMs === undefined ? '–' : answerTime(medianMs),
    slowest: slowestMs === undefined ? '–' : answerTime(slowestMs),
    failures: failures.map(({ code, isFromElsewhere, count, lastAtMs }) => {
      const often = count === 1 ? 'once,' : `${count} times, last`;
      return `${failureKindWords(code, isFromElsewhere)} ${often} ${dates.moment(lastAtMs, nowMs)}`;
    }),
  };
}
