import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { AskedWait, leftOfWaitMs } from '../../../../main/core/refresh/asked-wait';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { MemoryAskedWaits } from '../../../support/fakes/asked-waits/memory-asked-waits';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_750_000_000_000;

describe('what is left of a wait', () => {
  it.each([
    ['at once', 0, MINUTE, MINUTE],
    ['later', 20_000, MINUTE, 40_000],
    ['in its last moment', MINUTE - 1, MINUTE, 1],
    ['when it is over', MINUTE, MINUTE, 0],
    ['long after', HOUR, MINUTE, 0],
    ['after the clock was set back by a moment', -1, MINUTE, 0],
    ['after the clock was set back by a year', -365 * 24 * HOUR, HOUR, 0],
    ['of a note that says more than Axiom may ask for', 0, 400 * HOUR, HOUR],
    ['of such a note, after an hour', HOUR, 400 * HOUR, 0],
  ])('%s', (_when, passedMs, waitMs, leftMs) => {
    expect(leftOfWaitMs({ token: 'x', askedAtMs: NOW, waitMs }, NOW + passedMs)).toBe(leftMs);
  });
});

describe('a wait that Axiom has asked for', () => {
  const waits = () => new MemoryAskedWaits();
  const program = (shared: MemoryAskedWaits, clock = new FakeClock(), kind = 'keychain') => {
    const logger = new RecordingLogger();
    const manager = { place: { key: 'keychain:default', choice: { kind } } } as never;
    return {
      clock,
      logger,
      wait: new AskedWait({ manager, waits: shared, crypto: createNodeCrypto(), clock, logger }),
    };
  };
  const token = new Secret('refresh-1');
  const asked = new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 10 * MINUTE });

  it('holds in the next program for the same tokens alone, and is known to be a note', async () => {
    const shared = waits();
    const { wait, clock } = program(shared);
    await wait.answered(token, asked);
    await clock.advance(MINUTE);
    const next = program(shared, clock).wait;
    const failure = await next.failure(token);
    expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 9 * MINUTE, unsent: false });
    expect([next.isRemembered(failure as AxiomTokenError), next.isRemembered(asked)]).toEqual([true, false]);
    expect(await next.failure(new Secret('refresh-2'))).toBeUndefined();
    await clock.advance(9 * MINUTE);
    expect(await next.failure(token)).toBeUndefined();
  });

  it('contains no token, and nothing of tokens in memory only', async () => {
    const shared = waits();
    await program(shared).wait.answered(token, asked);
    expect(JSON.stringify([...shared.kept])).not.toContain('refresh-1');
    const ofMemory = waits();
    await program(ofMemory, undefined, 'memory').wait.answered(token, asked);
    expect(ofMemory.kept.size).toBe(0);
  });

  it('is dropped by the next answer without one; other failures note nothing', async () => {
    const shared = waits();
    const { wait, clock } = program(shared);
    await wait.answered(token, new AxiomTokenError('NETWORK'));
    expect(shared.kept.size).toBe(0);
    await wait.answered(token, asked);
    await clock.advance(HOUR);
    const next = program(shared, clock).wait;
    await next.failure(token);
    await next.answered(token);
    expect(shared.kept.size).toBe(0);
  });

  it('is not known where the note cannot be read or written, which keeps nobody from asking', async () => {
    const shared = waits();
    shared.failure = 'STORAGE_DENIED';
    const { wait, logger } = program(shared);
    await wait.answered(token, asked);
    expect(await wait.failure(token)).toBeUndefined();
    expect(logger.lines.map(({ level }) => level)).toEqual(['error', 'error']);
  });
});

describe('a program that starts while Axiom waits for its time', () => {
  const limited = failing('RATE_LIMITED', { retryAfterMs: 10 * MINUTE });

  /** A program that was asked to wait for ten minutes, with tokens that are over. */
  async function first() {
    const askedWaits = new MemoryAskedWaits();
    const graph = new CoreGraph({ askedWaits });
    const refresher = await graph.signedIn();
    graph.lifecycle.dispose();
    await graph.advancePastEnd();
    graph.gateway.script.push(limited);
    expect(await outcomeOf(refresher.getValidTokens(1))).toBe('RATE_LIMITED');
    return { askedWaits, kept: graph.manager.getRecord(), afterMs: graph.clock.monotonicMs() };
  }

  async function next({ askedWaits, kept, afterMs }: Awaited<ReturnType<typeof first>>, waitedMs: number) {
    const graph = new CoreGraph({ askedWaits, ...(kept ? { kept } : {}) });
    await graph.clock.advance(afterMs - graph.clock.monotonicMs() + waitedMs);
    graph.noteTokens();
    const refresher = graph.lifecycle.add(graph.manager, graph.gateway);
    return { graph, refresher };
  }

  it('answers with the failure and the time, and sends nothing', async () => {
    const { graph, refresher } = await next(await first(), MINUTE);
    graph.lifecycle.dispose();
    await graph.manager.load();
    const failure = await refresher.getValidTokens(1).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 9 * MINUTE });
    expect([graph.gateway.asked.length, refresher.history.attempts]).toEqual([0, []]);
    expect(refresher.sessionFacet).toBe('asked-to-wait');
  });

  it('shows it once its tokens are read, and refreshes by itself when the wait is over', async () => {
    const { graph, refresher } = await next(await first(), MINUTE);
    await graph.manager.load();
    await refresher.learnAskedWait();
    expect([refresher.sessionFacet, (refresher.nextRefreshAtMs ?? 0) - graph.clock.nowMs()]).toEqual([
      'asked-to-wait',
      9 * MINUTE,
    ]);
    await graph.clock.advance(9 * MINUTE - 1);
    expect(graph.gateway.asked).toHaveLength(0);
    await graph.clock.advance(1);
    expect([graph.gateway.asked.length, refresher.sessionFacet]).toEqual([1, 'ok']);
  });

  it('asks again when the wait is over, and the note is gone then', async () => {
    const before = await first();
    const { graph, refresher } = await next(before, 10 * MINUTE);
    graph.lifecycle.dispose();
    await graph.manager.load();
    await refresher.learnAskedWait();
    expect(refresher.sessionFacet).toBe('ok');
    await refresher.getValidTokens(1);
    expect([graph.gateway.asked.length, before.askedWaits.kept.size]).toEqual([1, 0]);
  });

  it('learns nothing over a failure of its own, and nothing without tokens', async () => {
    const { graph, refresher } = await next(await first(), MINUTE);
    graph.lifecycle.dispose();
    await refresher.learnAskedWait();
    expect(refresher.failure).toBeUndefined();
    await graph.manager.load();
    await refresher.learnAskedWait();
    const known = refresher.failure;
    await refresher.learnAskedWait();
    expect([known?.code, refresher.failure]).toEqual(['RATE_LIMITED', known]);
  });
});
