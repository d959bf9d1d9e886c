import { expect, it } from 'vitest';
import { inspectClock } from '../../../../main/adapters/doctor/inspect-clock';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import type { HttpResponse } from '../../../../main/core/ports/http-transport';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTransport, type TransportStep } from '../../../support/fakes/http-transport/scripted-http-transport';

const endpoints = {
  siteOrigin: 'https://site.test',
  apiOrigins: ['https://api.test', 'https://api2.test', 'https://api3.test'],
  isSimulator: false,
} as const;
const answer = (date: string | undefined, durationMs = 100): HttpResponse => ({
  status: 404,
  headers: date === undefined ? {} : { date },
  setCookies: [],
  body: new Secret(''),
  receivedAtMs: FAKE_START_MS + durationMs / 2,
  durationMs,
});
const unreachable = new AxiomTokenError('NETWORK', { unsent: true });
const dateAt = (ms: number) => new Date(ms).toUTCString();

function look(...steps: readonly TransportStep[]) {
  const transport = new ScriptedTransport((_request, index) => steps[index] ?? unreachable);
  return { transport, result: inspectClock({ transport, clock: new FakeClock(), endpoints }) };
}

it.each([
  [0, 100, { offsetMs: 500, uncertaintyMs: 550 }],
  [120_000, 4_000, { offsetMs: 120_500, uncertaintyMs: 2_500 }],
  [-3_600_000, 0, { offsetMs: -3_599_500, uncertaintyMs: 500 }],
])('with a date %d ms away after %d ms it is %j', async (offsetMs, durationMs, expected) => {
  expect(await look(answer(dateAt(FAKE_START_MS + offsetMs), durationMs)).result).toEqual(expected);
});

it('accepts any answer, sends no token, and asks at most two hosts', async () => {
  const { transport, result } = look();
  expect(await result).toBe('no-answer');
  expect(transport.hosts).toEqual(['api.test', 'api2.test']);
  for (const { cookies, body, method } of transport.requests)
    expect({ cookies, body, method }).toEqual({ cookies: undefined, body: undefined, method: 'GET' });
  expect(await look(unreachable, answer(dateAt(FAKE_START_MS))).result).toMatchObject({ offsetMs: 500 });
  expect(await look(answer(undefined)).result).toBe('no-date');
});
