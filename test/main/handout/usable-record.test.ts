import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { recordAtHand, type UsableRequest, untilUsable, usableNow } from '../../../main/handout/usable-record';
import { outcomeOf } from '../../support/core-graph';
import { settle } from '../../support/fakes/clock/fake-clock';
import { TestServices } from '../../support/make-services';

const MINUTE_MS = 60_000;

async function setUp() {
  const services = await new TestServices().signedIn();
  const { registry, clock, gateway } = services;
  const { manager } = registry.get('default');
  let refusal: AxiomTokenError | undefined;
  const wait = (more: Partial<UsableRequest> = {}) =>
    outcomeOf(
      untilUsable(
        { minValidMs: 10_000, ...more },
        {
          clock,
          profile: () => {
            if (refusal) throw refusal;
            return registry.get('default');
          },
          onChange: (listener) => registry.onChange(listener),
        },
      ),
    );
  const refuse = (error: AxiomTokenError) => {
    refusal = error;
    services.lifecycle.checkAllNow();
  };
  return { services, clock, gateway, manager, wait, refuse };
}

describe('a record that can be used', () => {
  it('is returned without a timer or a request', async () => {
    const { wait, services, clock, gateway } = await setUp();
    const timers = clock.timerCount;
    expect(await wait({ waitMs: MINUTE_MS })).toBeUndefined();
    expect([clock.timerCount, gateway.asked]).toEqual([timers, []]);
    expect(usableNow(services.registry.get('default'), { minValidMs: 10_000 })?.recordGeneration).toBe(1);
    expect(usableNow(services.registry.get('default'), { minValidMs: 100 * MINUTE_MS })).toBeUndefined();
  });

  it('is used at once only if nobody would wait for a refresh', async () => {
    const { services, clock, gateway, manager } = await setUp();
    const profile = services.registry.get('default');
    expect(recordAtHand(profile, { minValidMs: 10_000 })).toBe(manager.getRecord());
    const { expiresAtMs = 0 } = manager.getTokens() ?? {};
    services.lifecycle.pause();
    await clock.advance(expiresAtMs - clock.nowMs() - MINUTE_MS);
    services.lifecycle.resume();
    const asked = gateway.asked.length;
    expect(recordAtHand(profile, { minValidMs: 10_000, mayRefresh: false })).toBe(manager.getRecord());
    expect(recordAtHand(profile, { minValidMs: 2 * MINUTE_MS, mayRefresh: false })).toBeUndefined();
    expect(recordAtHand(profile, { minValidMs: 10_000 })).toBeUndefined();
    expect(gateway.asked.length).toBe(asked);
  });

  it('is not waited for if the caller does not wait', async () => {
    const { wait, manager } = await setUp();
    await manager.clear();
    expect(await wait()).toBe('NOT_AUTHENTICATED');
  });

  it('comes when a person signs in', async () => {
    const { wait, manager, gateway } = await setUp();
    await manager.clear();
    const waiting = wait({ waitMs: 5 * MINUTE_MS });
    await settle();
    await manager.setTokens(gateway.issue().tokens);
    expect(await waiting).toBeUndefined();
  });

  it('comes when the network is back', async () => {
    const { wait, services, gateway, clock } = await setUp();
    gateway.goOffline();
    await services.advanceUntilExpired();
    await clock.advance(20 * MINUTE_MS);
    const waiting = wait({ waitMs: 30 * MINUTE_MS });
    await clock.advance(MINUTE_MS);
    gateway.otherwise = async () => gateway.issue();
    services.lifecycle.checkAllNow();
    expect(await waiting).toBeUndefined();
  });

  it('does not come in time: then the last reason is given, and no timer stays', async () => {
    const { wait, manager, clock } = await setUp();
    await manager.clear();
    const timers = clock.timerCount;
    const waiting = wait({ waitMs: 5 * MINUTE_MS });
    await clock.advance(5 * MINUTE_MS - 1);
    expect(clock.timerCount).toBe(timers + 1);
    await clock.advance(1);
    expect([await waiting, clock.timerCount]).toEqual(['NOT_AUTHENTICATED', timers]);
  });

  it('is not waited for any more once none can come, or the program has disconnected', async () => {
    const { wait, manager, refuse, clock } = await setUp();
    await manager.clear();
    const timers = clock.timerCount;
    const paused = wait({ waitMs: MINUTE_MS });
    await settle();
    refuse(new AxiomTokenError('PAUSED'));
    expect(await paused).toBe('PAUSED');
    const gone = new AbortController();
    refuse(new AxiomTokenError('NETWORK'));
    const left = wait({ waitMs: MINUTE_MS, signal: gone.signal, mayRefresh: false });
    await settle();
    gone.abort();
    expect([await left, clock.timerCount]).toEqual(['CANCELLED', timers]);
    expect(await wait({ signal: gone.signal, mayRefresh: false })).toBe('CANCELLED');
  });

  it('comes from memory only, if nothing may be refreshed; the place is read first if it was not read yet', async () => {
    const { wait, services, gateway } = await setUp();
    expect(await wait({ mayRefresh: false })).toBeUndefined();
    expect(await wait({ mayRefresh: false, minValidMs: 100 * MINUTE_MS })).toBe('TOKEN_EXPIRED');
    await services.registry.get('default').manager.clear();
    expect(await wait({ mayRefresh: false })).toBe('NOT_AUTHENTICATED');
    expect(gateway.asked).toEqual([]);
  });
});
