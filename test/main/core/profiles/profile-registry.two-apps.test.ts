// Two apps with separate data folders on one keychain, with many interleavings: each seed gives the keychain calls other durations.
// The same with real apps: test/e2e/two-apps.test.ts.
import { describe, expect, it } from 'vitest';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { Profile } from '../../../../main/core/profiles/profile';
import { isSameTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { TwoApps } from '../../../support/two-apps';

compareSecretsByText();

const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);
const DELAYS = [0, 200, 1_500];
/** Until the server has answered, everything is written, and the other app was notified and has read it. */
const SOON_MS = 8_000;
const FILE: StoreChoice = { kind: 'file', path: '/home/person/tokens.json' };

/** Both apps with one sign-in, made in one of them. */
async function signedIn(seed: number, answerAfterMs: number) {
  const computer = new TwoApps({ seed, answerAfterMs });
  const [one, two] = await computer.start();
  const signing = one.manager.setTokens(computer.server.signIn());
  await computer.clock.advance(SOON_MS);
  await signing;
  return { computer, one, two };
}

/** Whether an app has the server's current pair. */
const isCurrent = ({ server }: TwoApps, { manager }: Profile) => {
  const tokens = manager.getTokens();
  return tokens !== undefined && server.current !== undefined && isSameTokens(tokens, server.current);
};

/** Continues until `isSo`, which must happen soon: a check may fall into the middle of a refresh. */
async function soon({ clock }: TwoApps, isSo: () => boolean): Promise<void> {
  for (let waitedMs = 0; !isSo() && waitedMs < SOON_MS; waitedMs += 100) await clock.advance(100);
  expect(isSo()).toBe(true);
}

/** Advances to a random moment of the next quarter of a minute, in which a refresh is due. */
const toSomeMoment = async ({ clock, random }: TwoApps) => clock.advance(Math.floor(random() * 17_000));

it('a sign-in in one is used by the other, even if that has refreshed the former one a moment later', async () => {
  const { computer, one, two } = await signedIn(1, 0);
  const signing = two.manager.setTokens(computer.server.signIn(5_000));
  await computer.clock.advance(1_000);
  await signing;
  const [ofOne, ofTwo] = [one, two].map(({ manager }) => [manager.getTokens(), manager.getRecord()?.signInId]);
  expect(ofOne).toEqual(ofTwo);
  expect([isCurrent(computer, one), computer.server.problems]).toEqual([true, []]);
});

it('a removal that was made by an app that died at once does not count as a loss for the other', async () => {
  const { computer, one, two } = await signedIn(1, 0);
  const { clock } = computer;
  const goOn = computer.store().hold('clear');
  const clearing = one.manager.clear();
  await clock.advance(1_000);
  expect(two.manager.getTokens()).toBeDefined();
  // The keychain has done it, but the answer was lost.
  computer.store().kept = undefined;
  const looking = two.manager.retryStorage();
  await clock.advance(1_000);
  await looking;
  expect([two.manager.getTokens(), two.manager.storageFacet]).toEqual([undefined, 'saved']);
  goOn();
  await clock.advance(1_000);
  await clearing;
});

describe.each(DELAYS)('a server that answers after %d ms', (answerAfterMs) => {
  it.each(SEEDS)('is asked once an expiry, and both have the pair (seed %d)', async (seed) => {
    const { computer, one, two } = await signedIn(seed, answerAfterMs);
    const { server, clock } = computer;
    for (let expiry = 1; expiry <= 8; expiry++) {
      const before = server.grantedAtMs.length;
      for (let waitedMs = 0; server.grantedAtMs.length === before && waitedMs < 30_000; waitedMs += 100)
        await clock.advance(100);
      await soon(computer, () => isCurrent(computer, one) && isCurrent(computer, two));
    }
    expect(server.problems).toEqual([]);
    const gaps = server.grantedAtMs.slice(1).map((atMs, at) => atMs - (server.grantedAtMs[at] ?? 0));
    expect(gaps.filter((gapMs) => gapMs < 14_000)).toEqual([]);
    expect(server.gateway.asked.length).toBe(server.grantedAtMs.length);
  });

  it.each(SEEDS)('a sign-out in one is not undone by the other, which shows it soon (seed %d)', async (seed) => {
    const { computer, one, two } = await signedIn(seed, answerAfterMs);
    await toSomeMoment(computer);
    const shown = new Set<string>();
    two.manager.onChange(() => shown.add(two.manager.storageFacet));
    const clearing = one.manager.clear();
    await computer.clock.advance(SOON_MS);
    await clearing;
    expect([one.manager.getTokens(), two.manager.getTokens(), computer.store().kept]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // It never takes them for lost.
    expect([one.manager.storageFacet, shown]).toEqual(['saved', new Set(['saved'])]);
    const asked = computer.server.gateway.asked.length;
    await computer.clock.advance(120_000);
    expect([computer.store().kept, computer.server.gateway.asked.length]).toEqual([undefined, asked]);
    expect(computer.server.problems).toEqual([]);
  });

  it.each(SEEDS)('a sign-in in one is used by the other soon, whatever that had (seed %d)', async (seed) => {
    const { computer, one, two } = await signedIn(seed, answerAfterMs);
    await toSomeMoment(computer);
    if (seed % 2 === 0) {
      const clearing = two.manager.clear();
      await computer.clock.advance(SOON_MS);
      await clearing;
    }
    const signing = two.manager.setTokens(computer.server.signIn());
    await computer.clock.advance(SOON_MS);
    await signing;
    for (let look = 1; look <= 3; look++) {
      await soon(computer, () => isCurrent(computer, one) && isCurrent(computer, two));
      await computer.clock.advance(20_000);
    }
    // The refresh in flight at the new sign-in is the last one of the old sign-in.
    expect(computer.server.problems.filter((problem) => problem.includes('used'))).toEqual([]);
  });

  it.each(SEEDS)(
    'a move to a file in one leaves the other signed out, not refreshing a copy (seed %d)',
    async (seed) => {
      const { computer, one, two } = await signedIn(seed, answerAfterMs);
      await toSomeMoment(computer);
      const moving = computer.move(one, FILE);
      await computer.clock.advance(SOON_MS);
      await moving;
      expect([two.manager.getTokens(), computer.store().kept]).toEqual([undefined, undefined]);
      await computer.clock.advance(60_000);
      await soon(computer, () => isCurrent(computer, one));
      expect([two.manager.getTokens(), two.manager.storageFacet]).toEqual([undefined, 'saved']);
      expect(computer.server.problems).toEqual([]);
    },
  );
});
