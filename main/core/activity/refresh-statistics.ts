// The numbers behind the plot: successes and failures of refreshes in each part of a day or a month and at each host, and how long the access token was valid. Pure.
import { type ActivityLine, isEntry, type KeptRefresh, type ValidSpan } from './activity-entry';

/** How long the access token was valid, out of the time in which this program watched it. */
export interface ValidShare {
  readonly watchedMs: number;
  readonly validMs: number;
}

/** One part of the plotted time: from `fromMs` up to, but without, `toMs`. */
export interface TimePart extends ValidShare {
  readonly fromMs: number;
  readonly toMs: number;
  readonly worked: number;
  readonly failed: number;
  /** The median duration of the refreshes that worked; absent when none did. */
  readonly medianMs?: number;
  readonly slowestMs?: number;
}

/** Failures of one kind at one host. */
export interface FailureCount {
  readonly code: string;
  /** Whether something between this computer and Axiom answered instead. */
  readonly isFromElsewhere?: true;
  readonly count: number;
  readonly lastAtMs: number;
}

/** The answers of one host. `host` is absent for requests that no host answered. */
export interface HostStatistics {
  readonly host?: string;
  readonly worked: number;
  readonly medianMs?: number;
  readonly slowestMs?: number;
  /** The most frequent first. */
  readonly failures: readonly FailureCount[];
}

export interface RefreshStatistics extends ValidShare {
  readonly parts: readonly TimePart[];
  /** Sorted by the number of requests, most first. */
  readonly hosts: readonly HostStatistics[];
}

/** Reading ends after this many older lines in a row. One older line is not enough: the clock may have been set back for some time. */
const ENOUGH_OLDER_LINES = 500;

interface Attempt extends KeptRefresh {
  readonly atMs: number;
}

/**
 * The statistics of `profileId`. `edges` are ascending times: each is the end of one part and the start of the next.
 * `lines`: newest first. @throws what reading the lines throws
 */
export async function refreshStatistics(
  lines: AsyncIterable<ActivityLine>,
  profileId: string,
  edges: readonly number[],
): Promise<RefreshStatistics> {
  const [startMs = 0, endMs = 0] = [edges[0], edges.at(-1)];
  const attempts: Attempt[] = [];
  const spans: ValidSpan[] = [];
  let olderLines = 0;
  for await (const line of lines) {
    const isOlder = line.atMs < startMs - LONGEST_LOOK_BACK_MS;
    olderLines = isOlder ? olderLines + 1 : 0;
    if (olderLines > ENOUGH_OLDER_LINES) break;
    if (line.profileId !== profileId) continue;
    if (!isEntry(line)) spans.push(line);
    else if (line.refresh && line.atMs >= startMs && line.atMs < endMs) {
      attempts.push({ atMs: line.atMs, ...line.refresh });
    }
  }
  const parts = edges.slice(1).map((toMs, index) => timePart(edges[index] ?? 0, toMs, attempts, spans));
  return { parts, hosts: byHost(attempts), ...validShare(spans, startMs, endMs) };
}

/** A span that starts this long before the plotted time may still reach into it. */
const LONGEST_LOOK_BACK_MS = 60 * 60_000;

function timePart(fromMs: number, toMs: number, attempts: readonly Attempt[], spans: readonly ValidSpan[]): TimePart {
  const here = attempts.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const failed = here.filter(({ failureCode }) => failureCode !== undefined).length;
  return {
    fromMs,
    toMs,
    worked: here.length - failed,
    failed,
    ...answerTimes(here),
    ...validShare(spans, fromMs, toMs),
  };
}

function byHost(attempts: readonly Attempt[]): readonly HostStatistics[] {
  const hosts = new Set(attempts.map(({ host }) => host));
  const count = (host: string | undefined) => attempts.filter((attempt) => attempt.host === host).length;
  return [...hosts]
    .sort((a, b) => count(b) - count(a))
    .map((host) => {
      const here = attempts.filter((attempt) => attempt.host === host);
      return {
        ...(host === undefined ? {} : { host }),
        worked: here.filter(({ failureCode }) => failureCode === undefined).length,
        ...answerTimes(here),
        failures: failuresOf(here),
      };
    });
}

function failuresOf(attempts: readonly Attempt[]): readonly FailureCount[] {
  const counts = new Map<string, FailureCount>();
  for (const { failureCode: code, isFromElsewhere = false, atMs } of attempts) {
    if (code === undefined) continue;
    const key = `${code} ${isFromElsewhere}`;
    const before = counts.get(key);
    counts.set(key, {
      code,
      ...(isFromElsewhere ? { isFromElsewhere } : {}),
      count: (before?.count ?? 0) + 1,
      lastAtMs: Math.max(atMs, before?.lastAtMs ?? atMs),
    });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

function answerTimes(attempts: readonly Attempt[]): Pick<TimePart, 'medianMs' | 'slowestMs'> {
  const times = attempts
    .filter(({ failureCode }) => failureCode === undefined)
    .map(({ durationMs }) => durationMs)
    .sort((a, b) => a - b);
  const [median, slowest] = [times[Math.floor((times.length - 1) / 2)], times.at(-1)];
  return median === undefined || slowest === undefined ? {} : { medianMs: median, slowestMs: slowest };
}

function validShare(spans: readonly ValidSpan[], fromMs: number, toMs: number): ValidShare {
  const within = (startMs: number, endMs: number) => Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
  const sum = (length: (span: ValidSpan) => number) =>
    spans.reduce((total, span) => total + within(span.atMs, span.atMs + length(span)), 0);
  return { watchedMs: sum(({ watchedMs }) => watchedMs), validMs: sum(({ validMs }) => validMs) };
}
