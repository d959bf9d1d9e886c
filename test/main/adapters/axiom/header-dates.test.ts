import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCookieDate, readHttpDate } from '../../../../main/adapters/axiom/header-dates';

const AT = Date.UTC(2026, 2, 1, 12, 34, 56);

describe('a date of HTTP', () => {
  it.each([
    ['Sun, 01 Mar 2026 12:34:56 GMT', AT],
    ['Sunday, 01-Mar-26 12:34:56 GMT', AT],
    ['Sun Mar  1 12:34:56 2026', AT],
    ['Sun Nov 29 00:00:00 2026', Date.UTC(2026, 10, 29)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Monday, 30-Dec-69 00:00:00 GMT', Date.UTC(2069, 11, 30)],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
  ])('is read in its three forms: %s', (text, atMs) => {
    expect(readHttpDate(text)).toBe(atMs);
  });

  it.each([
    '',
    '0',
    '45.3',
    '2026',
    'soon',
    '2026-03-01T12:34:56Z',
    'Sun, 1 Mar 2026 12:34:56 GMT',
    'Sun, 01 Mar 2026 12:34:56',
    'Sun, 01 Mar 2026 12:34:56 UTC',
    'Sun, 01 Mar 2026 12:34:56 +0100',
    'sun, 01 mar 2026 12:34:56 gmt',
    '01 Mar 2026 12:34:56 GMT',
    'Sun, 01-Mar-2026 12:34:56 GMT',
    'Sun Mar 1 12:34:56 2026',
    'Sun, 29 Feb 2026 12:00:00 GMT',
    'Sun, 00 Mar 2026 12:00:00 GMT',
    'Sun, 01 Mar 2026 24:00:00 GMT',
    'Sun, 01 Mar 2026 12:60:00 GMT',
    'Sun, 01 Mar 2026 12:00:60 GMT',
    'Sun, 01 Mar 2026 12:34:56 GMT, Sun, 01 Mar 2026 12:34:56 GMT',
  ])('is none in any other form: %j', (text) => {
    expect(readHttpDate(text)).toBeUndefined();
  });
});

describe('a date of a cookie', () => {
  it.each([
    ['Sun, 01 Mar 2026 12:34:56 GMT', AT],
    ['Sun, 01-Mar-2026 12:34:56 GMT', AT],
    ['Sunday, 01-Mar-26 12:34:56 GMT', AT],
    ['Sun Mar  1 12:34:56 2026', AT],
    ['2026 mar 1 12:34:56', AT],
    ['12:34:56 1st March 2026', AT],
    ['1 MAR 26 12:34:56 +0900', AT],
    ['01 Mar 69 00:00:00', Date.UTC(2069, 2, 1)],
    ['01 Mar 70 00:00:00', Date.UTC(1970, 2, 1)],
    ['01 Mar 99 00:00:00', Date.UTC(1999, 2, 1)],
    ['1 Mar 2026 1:2:3', Date.UTC(2026, 2, 1, 1, 2, 3)],
    ['1 Jan 1601 00:00:00', Date.UTC(1601, 0, 1)],
    ['12:34:56 1 Mar Apr 2026 2027', AT],
    ['12:34:56 13:00:00 1 Mar 2026', Date.UTC(2026, 2, 13, 12, 34, 56)],
  ])('is read as browsers read it: %s', (text, atMs) => {
    expect(readCookieDate(text)).toBe(atMs);
  });

  it.each([
    '',
    '0',
    '-1',
    'soon',
    '1772368496',
    '2026-03-01T12:34:56Z',
    'Sun, 01 Mar 2026',
    'Mar 2026 12:34:56',
    '01 2026 12:34:56',
    '01 Mar 12:34:56',
    '32 Mar 2026 12:34:56',
    '31 Apr 2026 12:34:56',
    '01 Mar 2026 24:00:00',
    '01 Mar 2026 12:60:00',
    '01 Mar 2026 12:00:60',
    '31 Dec 1600 23:59:59',
    '01 Mar 20260 12:00:00',
  ])('is none: %j', (text) => {
    expect(readCookieDate(text)).toBeUndefined();
  });

  it('reads back every moment that was written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1601, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 }), (seconds) => {
        const text = new Date(seconds * 1000).toUTCString();
        expect([readCookieDate(text), readHttpDate(text)]).toEqual([seconds * 1000, seconds * 1000]);
      }),
    );
  });
});
