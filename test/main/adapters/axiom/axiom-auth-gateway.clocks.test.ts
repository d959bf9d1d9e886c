// The gateway when answer dates and this computer's clock differ by days.
import { expect, it } from 'vitest';
import { createAxiomAuthGateway } from '../../../../main/adapters/axiom/axiom-auth-gateway';
import { resolveAxiomEndpoints } from '../../../../main/adapters/axiom/axiom-endpoints';
import type { HttpResponse } from '../../../../main/core/ports/http-transport';
import { Secret } from '../../../../main/core/base/secret';
import { makeResponse } from '../../../support/axiom-response';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTransport } from '../../../support/fakes/http-transport/scripted-http-transport';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { makeJwt, makeTokens } from '../../../support/make-jwt';

const DAY = 86_400_000;
const current = makeTokens(FAKE_START_MS);
const dateAfter = (ms: number): string => new Date(FAKE_START_MS + ms).toUTCString();
const access = `auth-access-token=${makeJwt({ accountId: 'account-1' }).expose()}`;
const answer = (aheadMs: number, more: { status?: number; attributes?: string } = {}): HttpResponse =>
  makeResponse({
    status: more.status ?? 200,
    headers: { date: dateAfter(aheadMs) },
    setCookies: [`${access}${more.attributes ?? ''}`],
  });

function gatewayOf(...steps: readonly HttpResponse[]) {
  const transport = new ScriptedTransport((_request, index) => steps[index] ?? answer(0));
  return createAxiomAuthGateway({
    transport,
    clock: new FakeClock(),
    random: () => 0.5,
    endpoints: resolveAxiomEndpoints({}),
    logger: new RecordingLogger(),
    hashPassword: async () => new Secret('aGFzaA=='),
  });
}

it('accepts a date that is a day off when the next answer confirms it', async () => {
  const gateway = gatewayOf(answer(DAY), answer(DAY));
  const first = await gateway.refresh(current);
  expect([first.serverOffsetMs, first.unconfirmedOffsetMs, first.tokens.receivedAtMs]).toEqual([
    undefined,
    DAY + 50,
    FAKE_START_MS,
  ]);
  const second = await gateway.refresh(current);
  expect([second.serverOffsetMs, second.unconfirmedOffsetMs, second.tokens.receivedAtMs]).toEqual([
    DAY + 50,
    undefined,
    FAKE_START_MS + DAY + 50,
  ]);
});

it('accepts it also when the answer before was a failure', async () => {
  const gateway = gatewayOf(answer(-DAY, { status: 503 }), answer(-DAY));
  expect(await outcomeOf(gateway.refresh(current))).toBe('BAD_RESPONSE');
  expect((await gateway.refresh(current)).serverOffsetMs).toBe(-DAY + 50);
});

it.each([
  ['in the past by the date alone', DAY, FAKE_START_MS + 900_000],
  ['in the past by this clock alone', -DAY, FAKE_START_MS - DAY + 900_000],
])('keeps a new token whose end is %s: nobody knows yet which is wrong', async (_what, dateAheadMs, endMs) => {
  const gateway = gatewayOf(answer(dateAheadMs, { attributes: `; Expires=${new Date(endMs).toUTCString()}` }));
  expect((await gateway.refresh(current)).tokens.accessToken.expose()).toBe(access.replace(/^[^=]*=/, ''));
});

it('counts a cookie as cleared if its expiry is in the past by both clocks', async () => {
  const gateway = gatewayOf(answer(0, { attributes: `; Expires=${dateAfter(-60_000)}` }));
  expect(await outcomeOf(gateway.refresh(current))).toBe('UNAUTHORIZED');
});
