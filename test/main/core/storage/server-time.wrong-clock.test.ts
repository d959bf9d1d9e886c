// Through the lifecycle: a clock in 1970 or 2099 at the start. Times are computed again once it is right, and nothing is lost.
import { describe, expect, it } from 'vitest';
import { forecastSignIn } from '../../../../main/core/status/sign-in-forecast';
import { deriveTokenFacet } from '../../../../main/core/status/state-facets';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WRONG = [
  ['1970', Date.UTC(1970, 0, 1, 0, 5)],
  ['2009', Date.UTC(2009, 0, 1)],
  ['2099', Date.UTC(2099, 11, 31)],
] as const;

/** A run whose clock differs from the server's, which has the fake clock's start. */
class Run {
  readonly graph: CoreGraph;
  #aheadMs = 0;

  constructor(clockShowsMs: number, kept?: TokenRecord) {
    // What was kept went through its stored form.
    this.graph = new CoreGraph(kept ? { kept: decodeTokenRecord(encodeTokenRecord(kept)) } : {});
    this.setClock(clockShowsMs);
    this.graph.gateway.goOffline();
  }

  /** Sets the wall clock relative to `serverNowMs()` at the start of the run. */
  setClock(showsMs: number): void {
    const aheadMs = showsMs - NOW;
    this.graph.clock.jumpWall(aheadMs - this.#aheadMs);
    this.#aheadMs = aheadMs;
  }

  setClockRight(): void {
    this.setClock(NOW);
  }

  serverNowMs(): number {
    return this.graph.clock.nowMs() - this.#aheadMs;
  }

  /** The server is reachable; the date of its answers counts, or is missing. */
  goOnline({ isDated = true, life = 15 * MINUTE } = {}): void {
    this.graph.gateway.otherwise = async () => ({
      ...this.graph.gateway.issue(),
      tokens: { ...makeTokens(this.serverNowMs(), life), receivedAtMs: this.serverNowMs() },
      ...(isDated ? { serverOffsetMs: -this.#aheadMs } : {}),
    });
  }

  async started(): Promise<this> {
    this.graph.lifecycle.add(this.graph.manager, this.graph.gateway);
    await this.graph.manager.load();
    return this;
  }

  /** What a person sees of token, session, and the end of the sign-in. */
  get shown(): unknown {
    const { manager, lifecycle } = this.graph;
    const tokens = manager.getTokens();
    const session = lifecycle.refresher('default').sessionFacet;
    const endsAtMs = tokens && forecastSignIn(tokens, manager.serverNowMs())?.endsAtMs;
    return [deriveTokenFacet(tokens, manager.serverNowMs()), session === 'needs-sign-in', endsAtMs];
  }
}

/** The record of a sign-in a minute ago, by a correct clock. */
async function keptBefore(): Promise<TokenRecord> {
  const { kept } = (await signedInBy(NOW - MINUTE, makeTokens(NOW - MINUTE))).graph.store;
  if (!kept) throw new Error('It was saved.');
  return kept;
}

async function signedInBy(clockShowsMs: number, tokens: AuthTokens): Promise<Run> {
  const run = await new Run(clockShowsMs).started();
  await run.graph.manager.setTokens(tokens);
  return run;
}

/** Tokens brought by a person, dated by the local clock. */
const brought = (clockShowsMs: number): AuthTokens => {
  const { accessToken, refreshToken } = makeTokens(NOW - MINUTE);
  return createAuthTokens({ accessToken, refreshToken, receivedAtMs: clockShowsMs });
};
const GOOD = ['good', false, NOW - MINUTE + 30 * DAY];

describe.each(WRONG)('a clock of %s at the start', (_year, wrongMs) => {
  it('that is corrected shows saved tokens as they are, without a server', async () => {
    const run = await new Run(wrongMs, await keptBefore()).started();
    await run.graph.clock.advance(2_000);
    run.setClockRight();
    expect(run.shown).toEqual(GOOD);
    expect(run.graph.manager.getTokens()?.expiresAtMs).toBe(NOW + 14 * MINUTE);
  });

  it('leaves what is saved as it is', async () => {
    const kept = await keptBefore();
    const run = await new Run(wrongMs, kept).started();
    await run.graph.clock.advance(20 * MINUTE);
    run.setClockRight();
    await run.graph.clock.advance(20 * MINUTE);
    expect([run.graph.store.kept, run.graph.manager.getTokens()]).toEqual([kept, kept.tokens]);
  });

  it('knows the expiry of imported tokens, at once and in the next run', async () => {
    const run = await signedInBy(wrongMs, brought(wrongMs));
    const ends = { expiresAtMs: NOW + 14 * MINUTE, refreshExpiresAtMs: NOW - MINUTE + 30 * DAY };
    expect(run.graph.manager.getTokens()).toMatchObject(ends);
    const next = await new Run(NOW, run.graph.store.kept).started();
    expect(next.graph.manager.getTokens()).toMatchObject(ends);
    expect(next.shown).toEqual([expect.stringMatching(/^(good|expired)$/), false, ends.refreshExpiresAtMs]);
  });

  it('that is corrected gives the right state of tokens imported before, and the sign-in has not ended', async () => {
    const run = await signedInBy(wrongMs, brought(wrongMs));
    run.setClockRight();
    // Tokens that are dated in the future are refreshed before they are handed out.
    expect(run.shown).toEqual([wrongMs > NOW ? 'expired' : 'good', false, NOW - MINUTE + 30 * DAY]);
  });

  it.each([true, false])('works with a server whose answers have a date: %s', async (isDated) => {
    const run = await new Run(wrongMs, await keptBefore()).started();
    run.goOnline({ isDated });
    await run.graph.clock.advance(MINUTE);
    expect(run.shown).toEqual(['good', false, expect.any(Number)]);
    const asked = run.graph.gateway.asked.length;
    await run.graph.clock.advance(30 * MINUTE);
    expect(run.shown).toEqual([expect.stringMatching(/^(good|due)$/), false, expect.any(Number)]);
    expect(run.graph.gateway.asked.length - asked).toBeLessThanOrEqual(5);
  });

  it('that is corrected after a refresh continues with its tokens', async () => {
    const run = await new Run(wrongMs, await keptBefore()).started();
    run.goOnline();
    await run.graph.clock.advance(MINUTE);
    run.graph.gateway.goOffline();
    const refreshed = run.graph.manager.getTokens();
    run.setClockRight();
    await run.graph.clock.advance(MINUTE);
    expect(run.graph.manager.getTokens()).toEqual(refreshed);
    expect(run.shown).toEqual(['good', false, expect.any(Number)]);
    expect(Math.abs(run.graph.manager.serverNowMs() - run.serverNowMs())).toBeLessThan(1_000);
  });

  it('that is right in the next run hands out nothing that may be over, and has not ended the sign-in', async () => {
    const run = await new Run(wrongMs, await keptBefore()).started();
    run.goOnline();
    await run.graph.clock.advance(MINUTE);
    const next = await new Run(NOW + 2 * MINUTE, run.graph.store.kept).started();
    expect(next.shown).toEqual(['expired', false, expect.any(Number)]);
    expect(await outcomeOf(next.graph.lifecycle.getValidAccessToken('default'))).toBe('NETWORK');
    next.goOnline();
    await next.graph.clock.advance(5 * MINUTE);
    expect(next.shown).toEqual(['good', false, expect.any(Number)]);
  });

  it('that becomes wrong during a run ends no sign-in and prolongs no token', async () => {
    const run = await signedInBy(NOW, makeTokens(NOW));
    await run.graph.clock.advance(MINUTE);
    run.setClock(wrongMs);
    run.graph.manager.serverNowMs();
    run.setClockRight();
    expect(run.shown).toEqual(['good', false, NOW + 30 * DAY]);
    run.setClock(Date.UTC(1970, 0, 1));
    expect(run.graph.manager.isExpired()).toBe(false);
    await run.graph.clock.advance(15 * MINUTE);
    expect(run.graph.manager.isExpired()).toBe(true);
  });
});

it('a clock that shows one wrong year after the other causes no error until it is right', async () => {
  const run = await new Run(Date.UTC(1970, 0, 1), await keptBefore()).started();
  run.goOnline();
  await run.graph.clock.advance(MINUTE);
  run.graph.gateway.goOffline();
  for (const year of [2099, 1980, 2150]) {
    run.setClock(Date.UTC(year, 0, 1));
    run.graph.manager.serverNowMs();
  }
  run.setClockRight();
  expect(run.shown).toEqual(['good', false, expect.any(Number)]);
});

it('a clock that was set back by a day changes no state', async () => {
  const run = await signedInBy(NOW, makeTokens(NOW));
  await run.graph.clock.advance(20 * MINUTE);
  run.graph.clock.jumpWall(-DAY);
  expect(run.graph.manager.isExpired()).toBe(true);
});
