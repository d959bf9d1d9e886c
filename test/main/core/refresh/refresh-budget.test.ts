import { describe, expect, it } from 'vitest';
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import { RefreshBudget } from '../../../../main/core/refresh/refresh-budget';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

const MINUTE = 60_000;
const QUARTER = 225_000;

describe('the budget of refreshes', () => {
  it('has five, then one more each interval, and never more than five', async () => {
    const clock = new FakeClock();
    const budget = new RefreshBudget(clock);
    for (let taken = 0; taken < 5; taken++) {
      expect(budget.nextAtMs(QUARTER)).toBeLessThanOrEqual(clock.nowMs());
      budget.spend(QUARTER);
    }
    expect(budget.nextAtMs(QUARTER)).toBe(clock.nowMs() + QUARTER);
    await clock.advance(QUARTER / 3);
    expect(budget.nextAtMs(QUARTER)).toBe(clock.nowMs() + (QUARTER * 2) / 3);
    await clock.advance((QUARTER * 2) / 3);
    expect(budget.nextAtMs(QUARTER)).toBeLessThanOrEqual(clock.nowMs());
    budget.spend(QUARTER);
    expect(budget.nextAtMs(QUARTER)).toBe(clock.nowMs() + QUARTER);
    await clock.advance(100 * QUARTER);
    for (let taken = 0; taken < 5; taken++) budget.spend(QUARTER);
    expect(budget.nextAtMs(QUARTER)).toBe(clock.nowMs() + QUARTER);
  });

  it('is not longer empty for a wall clock that is set back', async () => {
    const clock = new FakeClock();
    const budget = new RefreshBudget(clock);
    for (let taken = 0; taken < 5; taken++) budget.spend(QUARTER);
    await clock.advance(QUARTER);
    clock.jumpWall(-60 * MINUTE);
    expect(budget.nextAtMs(QUARTER)).toBeLessThanOrEqual(clock.nowMs());
  });
});

describe('a person who asks every 5 s', () => {
  it('is told after five refreshes that the tokens are fresh and when the next is possible', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 5; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
      await graph.clock.advance(5_000);
    }
    const refusal: unknown = await refresher.refresh('person').catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      message: 'These tokens are fresh: they were refreshed several times a moment ago.',
      remedy: 'They are refreshed by themselves in time. You can do it again in 4 minutes.',
      retryAfterMs: QUARTER - 25_000,
    });
    expect([graph.gateway.asked.length, refresher.failure, refresher.sessionFacet]).toEqual([5, undefined, 'ok']);
    await graph.clock.advance(QUARTER - 25_000 - 1_000);
    expect(await refresher.refresh('person').catch((error: AxiomTokenError) => error.remedy)).toContain('in 1 second.');
    await graph.clock.advance(1_000);
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
    expect(graph.gateway.asked).toHaveLength(6);
  });

  it('does not keep the schedule from its refreshes', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 5; click++) {
      await refresher.refresh('person');
      await graph.clock.advance(5_000);
    }
    await graph.clock.advance(8 * MINUTE);
    expect(graph.gateway.asked).toHaveLength(6);
    expect(graph.manager.needsRefresh()).toBe(false);
  });

  it('is not held up by refreshes that failed, nor when the token has run out', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const { otherwise } = graph.gateway;
    graph.gateway.otherwise = failing('NETWORK');
    for (let click = 0; click < 12; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
      await graph.clock.advance(5_000);
    }
    graph.gateway.otherwise = otherwise;
    for (let click = 0; click < 5; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
      await graph.clock.advance(5_000);
    }
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    graph.clock.jumpWall(14 * MINUTE);
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
  });

  it('may try again at once after tokens that the server refused, and after a new sign-in', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (let click = 0; click < 4; click++) {
      await refresher.refresh('person');
      await graph.clock.advance(5_000);
    }
    graph.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    for (let click = 0; click < 2; click++) {
      expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
      await graph.clock.advance(5_000);
    }
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
    await graph.clock.advance(5_000);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    await graph.manager.setTokens(makeTokens(FAKE_START_MS + 40_000));
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
  });
});
