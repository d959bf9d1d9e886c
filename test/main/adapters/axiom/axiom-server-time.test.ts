import { expect, it } from 'vitest';
import { measureServerOffsetMs } from '../../../../main/adapters/axiom/axiom-server-time';
import { makeResponse } from '../../../support/axiom-response';

it.each([
  ['Sun, 01 Mar 2026 12:00:00 GMT', 50],
  ['Sun, 01 Mar 2026 15:00:00 GMT', 3 * 3_600_000 + 50],
  ['Sun, 01 Mar 2026 09:00:00 GMT', -3 * 3_600_000 + 50],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ['garbage', undefined],
  [undefined, undefined],
])('with Date %j the server\u2019s clock is %j ms ahead, measured in the middle of the exchange', (date, offsetMs) => {
  expect(measureServerOffsetMs(makeResponse({ headers: date === undefined ? {} : { date } }))).toBe(offsetMs);
});
