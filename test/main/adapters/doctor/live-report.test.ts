import { expect, it } from 'vitest';
import { liveReportLines, makeLiveReport } from '../../../../main/adapters/doctor/live-report';
import { Secret } from '../../../../main/core/base/secret';
import { makeResponse } from '../../../support/axiom-response';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const before = makeTokens(FAKE_START_MS);
const after = makeTokens(FAKE_START_MS + 60_000);
const look = (setCookies: readonly string[] = [], outcome = 'refreshed') => ({
  version: '0.1.0',
  atMs: FAKE_START_MS,
  outcome,
  exchanges: [
    {
      request: {
        method: 'POST' as const,
        url: 'https://api.axiom.trade/refresh-access-token',
        headers: {},
        cookies: { 'auth-refresh-token': before.refreshToken },
        timeoutMs: 1,
        maxBodyBytes: 1,
      },
      outcome: makeResponse({ setCookies }),
    },
  ],
  before,
  after: { accessToken: after.accessToken, refreshToken: before.refreshToken },
  storage: 'saved',
});

it('reports what was replaced, in JSON and as text', () => {
  const report = makeLiveReport(look([`auth-access-token=${after.accessToken.expose()}; Path=/; Max-Age=900`]));
  expect(report).toMatchObject({ outcome: 'refreshed', rotated: { access_token: true, refresh_token: false } });
  expect(liveReportLines(report)).toEqual([
    'axiom-tokens 0.1.0, doctor --live, 2026-03-01T12:00:00.000Z',
    'Outcome: refreshed; storage: saved',
    'POST /refresh-access-token at api.axiom.trade: status 200 in 100 ms',
    '  Body: empty (no type), keys: none',
    '  Clock: no usable Date',
    expect.stringMatching(/^ {2}Headers present: none; absent: date cf-ray /),
    expect.stringMatching(
      /^ {2}Cookie auth-access-token: JWT, lifetime 900 s, claims: .*; kept for 900 s, attributes: Path=\/ Max-Age=900$/,
    ),
    expect.stringMatching(/^Access token: replaced; JWT, lifetime 900 s, claims: /),
    expect.stringMatching(/^Refresh token: the same; JWT, /),
  ]);
});

it('is withheld completely when it contains any part of a secret', () => {
  // A server that writes a part of the token where only names are expected.
  const sneaky = before.refreshToken.expose().split('.')[2]?.slice(0, 20) ?? '';
  const named = new Secret(`a${sneaky}`);
  const exchanges = look([`${named.expose()}=x`]);
  const parts = { ...exchanges, before: { ...before, refreshToken: new Secret(named.expose()) } };
  expect(() => makeLiveReport(parts)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});
