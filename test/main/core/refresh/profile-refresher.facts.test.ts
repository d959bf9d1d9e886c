// A refresher's further data: when it must be checked again, its attempts, its log lines.
import { describe, expect, it } from 'vitest';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { dueAfterMs, expiredAfterMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;

describe('a refresher', () => {
  it('is checked again by the local clock, when a moment of the server’s time has come', async () => {
    const graph = new CoreGraph({ random: () => 0 });
    const refresher = graph.lifecycle.add(graph.manager, graph.gateway);
    await graph.manager.load();
    const offsetMs = -5 * MINUTE;
    const tokens = makeTokens(NOW + offsetMs);
    await graph.manager.setTokens(tokens, { serverOffsetMs: offsetMs });
    const dueAtMs = NOW + dueAfterMs(tokens);
    expect([refresher.nextRefreshAtMs, refresher.nextWakeAtMs]).toEqual([dueAtMs, dueAtMs]);
    // Without a planned refresh, these are the moments at which the display changes.
    graph.lifecycle.pause();
    await graph.clock.advance(dueAtMs - NOW);
    const expiredAtMs = NOW + expiredAfterMs(tokens);
    expect([refresher.nextRefreshAtMs, refresher.nextWakeAtMs]).toEqual([undefined, expiredAtMs]);
  });

  it('records its own requests, and none of another program', async () => {
    const graph = new CoreGraph({ kept: makeRecord(1, NOW, { serverOffsetMs: 0 }) });
    const refresher = graph.lifecycle.add(graph.manager, graph.gateway);
    await graph.manager.load();
    graph.store.kept = makeRecord(2, NOW + 1, { serverOffsetMs: 0 });
    await refresher.refresh('person');
    expect([
      graph.manager.getRecord()?.recordGeneration,
      graph.gateway.asked.length,
      refresher.history.attempts,
    ]).toEqual([2, 0, []]);
    await graph.clock.advance(MINUTE);
    await refresher.refresh('person');
    expect(refresher.history.attempts).toEqual([{ atMs: NOW + MINUTE, host: 'api.axiom.trade', durationMs: 40 }]);
  });

  it('logs which profile’s refresh has failed and how', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('TIMEOUT'));
    expect(await outcomeOf(refresher.refresh('person'))).toBe('TIMEOUT');
    expect(graph.logger.lines).toContainEqual({
      level: 'warn',
      message: 'a refresh failed',
      fields: { profile: 'default', code: 'TIMEOUT' },
    });
  });

  it('keeps what it knows of a failure when only the store has changed', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    await graph.manager.retryStorage();
    graph.store.fail(['load'], 'STORAGE_LOCKED');
    expect(await outcomeOf(graph.manager.reloadIfNewer())).toBe('STORAGE_LOCKED');
    await graph.manager.retryStorage();
    expect([refresher.failure?.code, refresher.sessionFacet]).toEqual(['NETWORK', 'offline']);
  });

  it('is found by the id of its profile, and there is no other', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    expect(graph.lifecycle.refresher('default')).toBe(refresher);
    expect(() => graph.lifecycle.refresher('nobody')).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', message: 'There is no such account.' }),
    );
  });
});
