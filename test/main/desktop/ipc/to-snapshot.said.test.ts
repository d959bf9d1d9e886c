// Axiom's last answer in the snapshot: it belongs to the current sign-in, and stays while nothing is reached.
import { expect, it } from 'vitest';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../support/make-services';

const HOUR_MS = 3_600_000;

const lastAnswer = (services: TestServices) => services.snapshot().profiles[0]?.lastAnswer;
const refresh = (services: TestServices) =>
  services.registry
    .get('default')
    .refresher.refresh('person')
    .catch(() => undefined);

it('is nothing before the first refresh, then its answer with time and host', async () => {
  const services = await new TestServices().signedIn();
  expect(lastAnswer(services)).toEqual({ isUnreachedSince: false });
  await services.clock.advance(60_000);
  await refresh(services);
  expect(lastAnswer(services)).toEqual({
    answer: { kind: 'accepted', atMs: FAKE_START_MS + 60_040, durationMs: 40, host: 'api.axiom.trade' },
    isUnreachedSince: false,
  });
});

it('stays over a day without a network, and says so', async () => {
  const services = await new TestServices().signedIn();
  await services.clock.advance(60_000);
  await refresh(services);
  services.gateway.otherwise = failing('NETWORK');
  await services.clock.advance(24 * HOUR_MS);
  expect(lastAnswer(services)).toMatchObject({
    answer: { kind: 'accepted', atMs: FAKE_START_MS + 60_040 },
    isUnreachedSince: true,
  });
});

it('is forgotten with its sign-in, but the attempts stay in the list', async () => {
  const services = await new TestServices().signedIn();
  await services.clock.advance(60_000);
  services.gateway.script.push(failing('UNAUTHORIZED'));
  await refresh(services);
  expect(lastAnswer(services)?.answer?.kind).toBe('refused');
  const { manager } = services.registry.get('default');
  await manager.clear();
  await manager.setTokens(services.gateway.issue().tokens);
  expect([lastAnswer(services), services.snapshot().profiles[0]?.lastAttemptAtMs]).toEqual([
    { isUnreachedSince: false },
    FAKE_START_MS + 60_000,
  ]);
});

it('distinguishes a refusal from the second one', async () => {
  const services = await new TestServices().signedIn();
  await services.clock.advance(60_000);
  services.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
  await refresh(services);
  await services.clock.advance(60_000);
  expect(lastAnswer(services)?.answer?.kind).toBe('refused-again');
});
