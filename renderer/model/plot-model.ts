// The plot of the last refreshes: one bar per attempt, its height from the response time, and a summary. Pure; used by refresh-plot.tsx.
import type { RefreshAttempt } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import { answerTime } from '../text/duration';
import type { Tone } from '../text/facet-words';
import { shortHost } from './verdict-model';

/** One bar. */
export interface PlotBar {
  readonly key: string;
  /** 0.06 to 1 of the plot's height; a square root, so that one slow answer does not make the other bars too low. */
  readonly heightFraction: number;
  readonly tone: Tone;
  /** "14:17:10, 210 ms, api6, worked" */
  readonly title: string;
}

/** The plot; `bars` is oldest first. */
export interface PlotModel {
  readonly bars: readonly PlotBar[];
  readonly from: string;
  readonly to: string;
  readonly summary: string;
}

/** Temporary failures and their texts. */
const TEMPORARY: Readonly<Record<string, string>> = {
  NETWORK: 'not reached',
  TIMEOUT: 'no answer in time',
  RATE_LIMITED: 'asked to wait',
  BAD_RESPONSE: 'answer not understood',
};
const FINAL: Readonly<Record<string, string>> = {
  UNAUTHORIZED: 'refused by Axiom',
  BROWSER_REQUIRED: 'browser check wanted',
};

/** Least full scale: without it, equally fast answers would all be full-height bars and look like a problem. */
const MIN_SCALE_MS = 1000;
const MIN_HEIGHT = 0.06;

export function plotModel(attempts: readonly RefreshAttempt[], nowMs: number, dates: DateTexts): PlotModel {
  const scaleMs = Math.max(MIN_SCALE_MS, ...attempts.map((attempt) => attempt.durationMs));
  return {
    bars: attempts.map((attempt, index) => ({
      key: `${attempt.atMs}-${index}`,
      heightFraction: Math.max(MIN_HEIGHT, Math.sqrt(attempt.durationMs / scaleMs)),
      tone: toneOf(attempt),
      title: titleOf(attempt, nowMs, dates),
    })),
    from: attempts.length > 1 ? edge(attempts[0], nowMs, dates) : '',
    to: edge(attempts.at(-1), nowMs, dates),
    summary: summarise(attempts),
  };
}

function toneOf({ failureCode }: RefreshAttempt): Tone {
  if (failureCode === undefined) return 'good';
  return failureCode in TEMPORARY ? 'attention' : 'bad';
}

function titleOf(attempt: RefreshAttempt, nowMs: number, dates: DateTexts): string {
  const { failureCode, host } = attempt;
  const result =
    failureCode === undefined ? 'worked' : (TEMPORARY[failureCode] ?? FINAL[failureCode] ?? 'did not work');
  const parts = [dates.exactMoment(attempt.atMs, nowMs), answerTime(attempt.durationMs)];
  return [...parts, ...(host === undefined ? [] : [shortHost(host)]), result].join(', ');
}

function edge(attempt: RefreshAttempt | undefined, nowMs: number, dates: DateTexts): string {
  return attempt === undefined ? '' : dates.moment(attempt.atMs, nowMs);
}

function summarise(attempts: readonly RefreshAttempt[]): string {
  const failed = attempts.filter((attempt) => attempt.failureCode !== undefined).length;
  if (attempts.length === 0) return '';
  if (failed === 0) return attempts.length === 1 ? 'it worked' : 'all worked';
  if (failed === attempts.length) return failed === 1 ? 'it did not work' : 'none worked';
  return `${attempts.length - failed} of ${attempts.length} worked`;
}
