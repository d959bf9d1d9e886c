// A sentence about how far this computer's clock is wrong. Pure; used by clock-note.tsx.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30.44 * DAY_MS;
const YEAR_MS = 365.25 * DAY_MS;

/** "This computer's clock is 1 day behind." Rounded to hours, days, months or years. A negative number gives "ahead". */
export function clockWords(behindMs: number): string {
  return `This computer’s clock is ${roundDuration(Math.abs(behindMs))} ${behindMs < 0 ? 'ahead' : 'behind'}.`;
}

function roundDuration(ms: number): string {
  if (Math.round(ms / HOUR_MS) < 24) return inUnits(ms / HOUR_MS, 'hour');
  if (Math.round(ms / DAY_MS) < 60) return inUnits(ms / DAY_MS, 'day');
  return ms < 2 * YEAR_MS ? inUnits(ms / MONTH_MS, 'month') : inUnits(ms / YEAR_MS, 'year');
}

function inUnits(count: number, unit: string): string {
  const whole = Math.round(count);
  return whole === 1 ? `1 ${unit}` : `${whole} ${unit}s`;
}
