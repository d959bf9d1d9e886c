// The parts into which the plot divides the last day and the last month. Pure, except that days begin at midnight in the time zone of the computer.

export const PLOT_SPANS = ['day', 'month'] as const;
export type PlotSpan = (typeof PLOT_SPANS)[number];

const HALF_HOUR_MS = 30 * 60_000;
const HALF_HOURS = 48;
const DAYS = 30;

/** The edges of 48 half hours or of 30 calendar days, ascending, in epoch milliseconds. The last part contains `nowMs`. */
export function timeEdges(span: PlotSpan, nowMs: number): readonly number[] {
  if (span === 'day') {
    const endMs = (Math.floor(nowMs / HALF_HOUR_MS) + 1) * HALF_HOUR_MS;
    return Array.from({ length: HALF_HOURS + 1 }, (_, index) => endMs - (HALF_HOURS - index) * HALF_HOUR_MS);
  }
  const today = new Date(nowMs);
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  // Not in steps of 24 hours: where daylight saving time starts or ends, a day has 23 or 25.
  return Array.from({ length: DAYS + 1 }, (_, index) => new Date(year, month, day + 1 - DAYS + index).getTime());
}
