import { describe, expect, it } from 'vitest';
import {
  type ClockFacts,
  type HostResult,
  type HostsFacts,
  judgeClock,
  judgeHosts,
  requestOf,
} from '../../../main/doctor/network-verdicts';

const at = (offsetMs: number, uncertaintyMs = 520): ClockFacts => ({ offsetMs, uncertaintyMs });
const HOUR_MS = 3_600_000;

describe('judgeClock', () => {
  it.each<[string, ClockFacts | 'late', string, string]>([
    ['right', at(300), 'ok', 'This computer’s clock shows Axiom’s time, give or take 0.5 s.'],
    ['a little behind', at(3_400), 'ok', 'This computer’s clock is 3.4 s behind Axiom’s, give or take 0.5 s.'],
    [
      'off within a slow answer',
      at(-8_000, 3_000),
      'ok',
      'This computer’s clock is 8.0 s ahead of Axiom’s, give or take 3.0 s.',
    ],
    [
      'minutes ahead',
      at(-300_000),
      'warning',
      'This computer’s clock is 5 min ahead of Axiom’s, give or take 0.5 s. The app corrects for it.',
    ],
    [
      'half a minute behind',
      at(30_000),
      'warning',
      'This computer’s clock is 30 s behind Axiom’s, give or take 0.5 s. The app corrects for it.',
    ],
    ['a day behind', at(26 * HOUR_MS), 'wrong', 'This computer’s clock is 26 h behind Axiom’s, give or take 0.5 s.'],
    [
      'years behind',
      at(1000 * 24 * HOUR_MS),
      'wrong',
      'This computer’s clock is 1000 days behind Axiom’s, give or take 0.5 s.',
    ],
    ['not told', 'no-date', 'not-run', 'Axiom’s answer does not say what time it is there.'],
    ['not asked', 'no-answer', 'not-run', 'Axiom did not answer, so its clock is not known.'],
    ['too slow', 'late', 'not-run', 'Axiom did not answer, so its clock is not known.'],
  ])('of a clock that is %s', (_what, look, verdict, detail) => {
    expect(judgeClock(look)).toMatchObject({ verdict, detail });
  });
});

const look = (apis: readonly HostResult[], site: HostResult = 'ok', more: Partial<HostsFacts> = {}): HostsFacts => ({
  hosts: [
    ...apis.map((result, number) => ({ host: `api${number}.test`, role: 'api' as const, result })),
    { host: 'site.test', role: 'site', result: site },
  ],
  proxyVariables: [],
  request: apis.includes('ok') || apis.length === 0 ? 'answered' : 'unreached',
  ...more,
});

it.each<[readonly HostResult[], ClockFacts, HostsFacts['request']]>([
  [['late'], at(0), 'answered'],
  [['ok'], 'no-date', 'answered'],
  [['late', 'ok'], 'no-answer', 'silent'],
  [['late', 'no-name'], 'no-answer', 'unreached'],
])('of hosts with %j and the clock %j the request is %s', (apis, answer, request) => {
  expect(requestOf(look(apis).hosts, answer)).toBe(request);
});

describe('judgeHosts', () => {
  it.each<[string, HostsFacts | 'late', string, string]>([
    ['all answer', look(['ok', 'ok']), 'ok', 'All 3 hosts answer.'],
    ['the one answers', look([]), 'ok', 'The host answers.'],
    [
      'there is a proxy',
      look(['ok'], 'ok', { proxyVariables: ['HTTPS_PROXY'] }),
      'ok',
      'All 2 hosts answer. HTTPS_PROXY is set.',
    ],
    [
      'they take connections but do not answer',
      look(['ok', 'ok'], 'ok', { request: 'silent' }),
      'wrong',
      'A connection is made, but no answer comes to a request.',
    ],
    [
      'one is down and the other does not answer',
      look(['ok', 'no-connection'], 'ok', { request: 'silent', proxyVariables: ['a'] }),
      'wrong',
      'No connection to api1.test. A connection is made, but no answer comes to a request. a is set.',
    ],
    [
      'one is down',
      look(['ok', 'no-connection', 'ok']),
      'warning',
      'No connection to api1.test. The other 2 answer, and one is enough.',
    ],
    [
      'the site is down',
      look(['ok'], 'late'),
      'warning',
      'No answer in time from site.test. Refreshing works; signing in with a browser window may not.',
    ],
    [
      'no name is found',
      look(['no-name', 'no-name'], 'no-name'),
      'wrong',
      'No name server knows api0.test, api1.test, site.test.',
    ],
    [
      'each fails its way',
      look(['no-name', 'certificate', 'no-name', 'no-name', 'no-name'], 'no-name'),
      'wrong',
      'No name server knows api0.test, api2.test and 3 more. Something with another certificate answers for api1.test.',
    ],
    [
      'only a proxy gets through',
      look(['late'], 'late', { request: 'answered', proxyVariables: ['a', 'b'] }),
      'warning',
      'Axiom is reached through a proxy only. a, b are set.',
    ],
    ['nothing answers in time', 'late', 'wrong', 'No host of Axiom’s answers in time.'],
  ])('when %s', (_what, found, verdict, detail) => {
    const judged = judgeHosts(found);
    expect(judged).toMatchObject({ verdict, detail });
    expect(Boolean(judged.remedy)).toBe(verdict !== 'ok');
  });

  it('warns of a certificate that is not the expected one', () => {
    expect(judgeHosts(look(['certificate'], 'certificate')).remedy).toMatch(/No token is sent there/);
  });
});
