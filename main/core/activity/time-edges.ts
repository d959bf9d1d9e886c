// Into which parts the plot divides the last day and the last month. Pure but for the zone of the computer, in which a day begins at midnight.

export const PLOT_SPANS = ['day', 'month'] as const;
export type PlotSpan = (typeof PLOT_SPANS)[number];

const HALF_HOUR_MS = 30 * 60_000;
const HALF_HOURS = 48;
const DAYS = 30;

/** The edges of 48 half hours, or of 30 days of the calendar, ascending; the present is in the last part. Epoch milliseconds. */
export function timeEdges(span: PlotSpan, nowMs: number): readonly number[] {
  if (span === 'day') {
    const endMs = (Math.floor(nowMs / HALF_HOUR_MS) + 1) * HALF_HOUR_MS;
    return Array.from({ length: HALF_HOURS + 1 }, (_, index) => endMs - (HALF_HOURS - index) * HALF_HOUR_MS);
  }
  const today = new Date(nowMs);
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()];
  // Not in steps of 24 hours: twice a year a day is longer or shorter.
  return Array.from({ length: DAYS + 1 }, (_, index) => new Date(year, month, day + 1 - DAYS + index).getTime());
}
