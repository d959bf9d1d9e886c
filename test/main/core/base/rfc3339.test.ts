import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRfc3339, parseRfc3339, parseTime } from '../../../../main/core/base/rfc3339';

describe('parseRfc3339', () => {
  it.each([
    ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12)],
    ['2026-03-01T12:00:00.5Z', Date.UTC(2026, 2, 1, 12, 0, 0, 500)],
    ['2026-03-01T12:00:00.123456789Z', Date.UTC(2026, 2, 1, 12, 0, 0, 123)],
    ['2026-03-01t12:00:00.999999999z', Date.UTC(2026, 2, 1, 12, 0, 0, 999)],
    ['2026-03-01 12:00:00+00:00', Date.UTC(2026, 2, 1, 12)],
    ['2026-03-01T12:00:00+05:30', Date.UTC(2026, 2, 1, 6, 30)],
    ['2026-03-01T12:00:00.000001-08:00', Date.UTC(2026, 2, 1, 20)],
    ['2024-02-29T23:59:60Z', Date.UTC(2024, 2, 1)],
    ['2026-03-01T12:00:00+23:59', Date.UTC(2026, 1, 28, 12, 1)],
    ['1970-01-01T00:00:00Z', 0],
    ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
  ])('reads %s', (text, expected) => {
    expect(parseRfc3339(text)).toBe(expected);
  });

  it.each([
    '',
    '2026-03-01',
    '2026-03-01T12:00:00',
    '2026-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-04-31T12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:60:00Z',
    '2026-03-01T12:00:61Z',
    '2026-03-01T12:00:00.Z',
    '2026-03-01T12:00:00.1234567890Z',
    '2026-03-01T12:00:00+24:00',
    '2026-03-01T12:00:00+00:60',
    '2026-00-01T12:00:00Z',
    '2026-01-00T12:00:00Z',
    '2026-03-00T12:00:00Z',
    '2025-12-32T12:00:00Z',
    ' 2026-03-01T12:00:00Z',
    '1772366400',
  ])('does not take %j for a time', (text) => {
    expect(parseRfc3339(text)).toBeUndefined();
  });

  it('reads back every time that formatRfc3339 writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }), (timeMs) => {
        const text = formatRfc3339(timeMs);
        expect(text).toBeDefined();
        expect(parseRfc3339(text ?? '')).toBe(timeMs);
      }),
    );
  });

  it('agrees with Date.parse on every text that both read', () => {
    const digits = (length: number) =>
      fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
    fc.assert(
      fc.property(digits(4), digits(2), digits(2), digits(2), digits(2), digits(2), (y, mo, d, h, mi, s) => {
        // Date.parse would also accept 24:00:00 and 31 February, but no leap second.
        fc.pre(Number(h) < 24 && Number(s) < 60 && Number(d) <= 28);
        const text = `${y}-${mo}-${d}T${h}:${mi}:${s}Z`;
        expect(parseRfc3339(text) ?? Number.NaN).toBe(Date.parse(text));
      }),
    );
  });
});

describe('formatRfc3339', () => {
  it('writes UTC with milliseconds', () => {
    expect(formatRfc3339(Date.UTC(2026, 2, 1, 12, 0, 0, 7))).toBe('2026-03-01T12:00:00.007Z');
    expect(formatRfc3339(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(formatRfc3339(Date.UTC(9999, 11, 31, 23, 59, 59, 999))).toBe('9999-12-31T23:59:59.999Z');
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, Date.UTC(9999, 11, 31, 23, 59, 59, 999) + 1])(
    'has no text for %d',
    (timeMs) => {
      expect(formatRfc3339(timeMs)).toBeUndefined();
    },
  );
});

describe('parseTime', () => {
  it.each([
    ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12)],
    [1, 1_000],
    [1e11 - 1, 1e14 - 1_000],
    [1e11, 1e11],
    [1e14, 1e14],
    [1e14 + 1, undefined],
    [0, undefined],
    [Number.NaN, undefined],
    ['', undefined],
    [null, undefined],
    [true, undefined],
  ])('reads %j as %s', (value, expected) => {
    expect(parseTime(value)).toBe(expected);
  });
});
