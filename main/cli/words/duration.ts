// Parses durations: 90s, 5m, 1h30m, 500ms. Pure.
import { AxiomTokenError } from '../../core/base/errors';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const PART = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)/;
const LONGEST_MS = 365 * 86_400_000;

/** Returns milliseconds; a number alone means seconds. `flag` is named in the error. @throws AxiomTokenError `INVALID_INPUT` */
export function parseDuration(text: string, flag: string): number {
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : sumOfParts(text);
  if (ms === undefined || ms > LONGEST_MS) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `${flag} takes a duration, not "${text.slice(0, 40)}".`,
      remedy: 'Write it like 90s, 5m, 2h, 7d or 1h30m.',
    });
  }
  return Math.round(ms);
}

function sumOfParts(text: string): number | undefined {
  let rest = text;
  let sum = 0;
  while (rest !== '') {
    const match = PART.exec(rest);
    const unit = UNITS[match?.[2] ?? ''];
    if (!match || unit === undefined) return undefined;
    sum += Number(match[1]) * unit;
    rest = rest.slice(match[0].length);
  }
  return text === '' ? undefined : sum;
}

/** A short form: `12 s`, `7 min`, `3 h 20 min`, `2 d 4 h`. */
export function shortDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor((seconds % 86_400) / 3600),
    Math.floor((seconds % 3600) / 60),
  ];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
