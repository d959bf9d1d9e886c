// Two programs on one place, one of them with a wrong clock: the expiry of a pair that it has saved is computed with the server's time known to the program that finds it.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { Programs } from '../../../support/programs';

compareSecretsByText();

const MINUTE = 60_000;

/** The record just saved by a program whose clock is ahead by this much. */
function savedAhead(programs: Programs, aheadMs: number) {
  const record = programs.record(3);
  return { ...record, savedAtMs: record.savedAtMs + aheadMs, serverOffsetMs: -aheadMs };
}

describe.each([
  ['ahead by 20 minutes', 20 * MINUTE],
  ['behind by an hour', -60 * MINUTE],
])('a pair that came under a clock %s', (_what, aheadMs) => {
  it('counts as good for a program that has refreshed itself', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    await refresher.refresh('automatic');
    await programs.clock.advance(MINUTE);
    programs.store.kept = savedAhead(programs, aheadMs);
    expect(await manager.reloadIfNewer()).toBe(true);
    expect([manager.isExpired(), manager.serverOffsetMs]).toEqual([false, 0]);
    const asked = programs.gateway.asked.length;
    expect(await refresher.getValidTokens(MINUTE)).toEqual(manager.getTokens());
    expect(programs.gateway.asked).toHaveLength(asked);
  });

  it('is refreshed at once where nothing is known of the server’s time', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    programs.store.kept = savedAhead(programs, aheadMs);
    await programs.clock.advance(1_000);
    expect(await manager.reloadIfNewer()).toBe(true);
    await refresher.getValidTokens(MINUTE);
    expect([programs.gateway.asked.length, manager.isExpired(), manager.serverOffsetMs]).toEqual([1, false, 0]);
  });
});

it('a pair of another program that is near its end is refreshed when it is asked for, though this program has refreshed a moment ago', async () => {
  const programs = new Programs();
  const { manager, refresher } = await programs.started();
  await refresher.refresh('automatic');
  await programs.clock.advance(11_000);
  const record = programs.record(3);
  const { tokens } = record;
  const nearEnd = { ...tokens, issuedAtMs: (tokens.issuedAtMs ?? 0) - 14 * MINUTE };
  programs.store.kept = { ...record, tokens: { ...nearEnd, expiresAtMs: (tokens.expiresAtMs ?? 0) - 14 * MINUTE } };
  expect(await manager.reloadIfNewer()).toBe(true);
  await refresher.getValidTokens(2 * MINUTE);
  expect([programs.gateway.asked.length, manager.isExpired()]).toEqual([2, false]);
});
