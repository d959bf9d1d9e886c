import { describe, expect, it } from 'vitest';
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import { automaticRefreshFloorMs } from '../../../../main/core/tokens/expiry-policy';
import { RefreshBudget } from '../../../../main/core/refresh/refresh-budget';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { personFloorMs, untilExpiredMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

const MINUTE = 60_000;
/** How long it takes until one more refresh of fresh tokens is available, and how long a person waits between two clicks. */
const INTERVAL = automaticRefreshFloorMs(makeTokens(FAKE_START_MS));
const PERSON_FLOOR = personFloorMs();

describe('the budget of refreshes', () => {
  it('has five, then one more each interval, and never more than five', async () => {
    const clock = new FakeClock();
    const budget = new RefreshBudget(clock);
    for (let taken = 0; taken < 5; taken++) {
      expect(budget.nextAtMs(INTERVAL)).toBeLessThanOrEqual(clock.nowMs());
      budget.spend(INTERVAL);
    }
    expect(budget.nextAtMs(INTERVAL)).toBe(clock.nowMs() + INTERVAL);
    await clock.advance(INTERVAL / 3);
    expect(budget.nextAtMs(INTERVAL)).toBe(clock.nowMs() + (INTERVAL * 2) / 3);
    await clock.advance((INTERVAL * 2) / 3);
    expect(budget.nextAtMs(INTERVAL)).toBeLessThanOrEqual(clock.nowMs());
    budget.spend(INTERVAL);
    expect(budget.nextAtMs(INTERVAL)).toBe(clock.nowMs() + INTERVAL);
    await clock.advance(100 * INTERVAL);
    for (let taken = 0; taken < 5; taken++) budget.spend(INTERVAL);
    expect(budget.nextAtMs(INTERVAL)).toBe(clock.nowMs() + INTERVAL);
  });

  it('is not longer empty for a wall clock that is set back', async () => {
    const clock = new FakeClock();
    const budget = new RefreshBudget(clock);
    for (let taken = 0; taken < 5; taken++) budget.spend(INTERVAL);
    await clock.advance(INTERVAL);
    clock.jumpWall(-60 * MINUTE);
    expect(budget.nextAtMs(INTERVAL)).toBeLessThanOrEqual(clock.nowMs());
  });
});

describe('a person who asks as often as clicks are sent', () => {
  it('is informed after five refreshes that the tokens are new and when the next refresh is possible', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 5; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
      await graph.clock.advance(PERSON_FLOOR);
    }
    const waitMs = INTERVAL - 5 * PERSON_FLOOR;
    const refusal: unknown = await refresher.refresh('person').catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'These tokens are new: they were refreshed several times a moment ago.',
      remedy: `They are refreshed automatically in time. You can refresh again in ${Math.ceil(waitMs / MINUTE)} minutes.`,
      retryAfterMs: waitMs,
    });
    expect([graph.gateway.asked.length, refresher.failure, refresher.sessionFacet]).toEqual([5, undefined, 'ok']);
    await graph.clock.advance(waitMs - 1_000);
    expect(await refresher.refresh('person').catch((error: AxiomTokenError) => error.remedy)).toContain('in 1 second.');
    await graph.clock.advance(1_000);
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
    expect(graph.gateway.asked).toHaveLength(6);
  });

  it('does not prevent refreshes of the schedule', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 5; click++) {
      await refresher.refresh('person');
      await graph.clock.advance(PERSON_FLOOR);
    }
    await graph.advanceUntilDue();
    expect(graph.gateway.asked).toHaveLength(6);
    expect(graph.manager.needsRefresh()).toBe(false);
  });

  it('is not delayed by refreshes that failed, nor when the token has expired', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const { otherwise } = graph.gateway;
    graph.gateway.otherwise = failing('NETWORK');
    for (let click = 0; click < 12; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
      await graph.clock.advance(PERSON_FLOOR);
    }
    graph.gateway.otherwise = otherwise;
    for (let click = 0; click < 5; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
      await graph.clock.advance(PERSON_FLOOR);
    }
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    graph.clock.jumpWall(untilExpiredMs(graph.manager));
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
  });

  it('may try again at once after tokens that the server refused, and after a new sign-in', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 4; click++) {
      await refresher.refresh('person');
      await graph.clock.advance(PERSON_FLOOR);
    }
    graph.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    for (let click = 0; click < 2; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
      await graph.clock.advance(PERSON_FLOOR);
    }
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
    await graph.clock.advance(PERSON_FLOOR);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    await graph.manager.setTokens(makeTokens(graph.clock.nowMs()));
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
  });
});
