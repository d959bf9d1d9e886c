// The demo with its real server on loopback: the password hashes of a sign-in take a moment, so one start serves several tests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo, type Demo } from '../../../main/compose/open-demo';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { outcomeOf } from '../../support/core-graph';
import { TestServices } from '../../support/make-services';

function make(services: TestServices): Demo {
  const { registry, activity, clock, logger } = services;
  return createDemo({ registry, activity, clock, logger, random: () => 0.5 });
}

describe('the demo', () => {
  let services: TestServices;
  let demo: Demo;
  const profile = () => services.registry.get('demo');

  beforeAll(async () => {
    services = new TestServices();
    await services.registry.open();
    demo = make(services);
    await demo.start();
  });
  afterAll(() => demo.dispose());

  it('signs a profile of its own in, on this computer, for this run', () => {
    expect(demo.isRunning()).toBe(true);
    expect(profile()).toMatchObject({ id: 'demo', name: 'demo', isDemo: true, store: { kind: 'memory' } });
    expect(profile().refresher.gateway.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(profile().manager.getRecord()?.email).toBe(DEMO_ACCOUNT.email);
    expect(services.activity.list()[0]).toMatchObject({
      profileId: 'demo',
      text: 'Demo started; its server runs on this computer',
    });
  });

  it('is not stored, and does not change the other profiles', () => {
    expect(services.index.list().map(({ id }) => id)).not.toContain('demo');
    expect(services.registry.get('default').manager.getTokens()).toBeUndefined();
    expect(services.gateway.asked).toEqual([]);
  });

  it('has tokens of two minutes, so that a countdown and a refresh are soon seen', async () => {
    const { expiresAtMs, refreshExpiresAtMs } = profile().manager.getTokens() ?? {};
    expect([expiresAtMs, refreshExpiresAtMs]).toEqual([
      services.clock.nowMs() + 120_000,
      services.clock.nowMs() + 30 * 86_400_000,
    ]);
    const before = profile().manager.getAccessToken();
    await profile().refresher.refresh('person');
    expect(profile().manager.getAccessToken().equals(before)).toBe(false);
  });

  it('started again it signs the same profile in again at the same server', async () => {
    const { origin } = profile().refresher.gateway;
    const before = profile().manager.getRefreshToken();
    await demo.start();
    expect(services.registry.list().filter(({ isDemo }) => isDemo)).toHaveLength(1);
    expect(profile().refresher.gateway.origin).toBe(origin);
    expect(profile().manager.getRefreshToken().equals(before)).toBe(false);
  });

  it('is removed with its server when it is disposed; its tokens stay until the run ends', async () => {
    const { origin } = profile().refresher.gateway;
    await demo.dispose();
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
    expect(await outcomeOf(profile().refresher.refresh('person'))).toBe('NETWORK');
    expect(profile().manager.getTokens()).toBeDefined();
  });
});

it('is nothing but an offer until it is started, and can be disposed all the same', async () => {
  const services = new TestServices();
  await services.registry.open();
  const demo = make(services);
  expect([demo.isRunning(), services.registry.list().map(({ id }) => id)]).toEqual([false, ['default']]);
  await demo.dispose();
  expect(demo.isRunning()).toBe(false);
});
