// A refresh that overlaps with something: a server whose clock was set back, a pasted pair that is just being refreshed, a sign-out, a locked keychain.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;

async function underWay() {
  const machine = new Machine();
  const run = await machine.signedIn();
  const { step, release } = machine.gateway.held();
  machine.gateway.script.push(step);
  const refreshing = outcomeOf(run.refresher().refresh('person'));
  await machine.clock.advance(1_000);
  return { machine, run, refreshing, release, keychain: machine.store() };
}

const state = (run: Run) => [run.manager().getTokens(), run.manager().storageFacet];

describe('a server whose clock was set back', () => {
  it.each(['memory and place', 'memory only, then a crash'])(
    'issues an earlier pair, which is used in %s',
    async (where) => {
      const { machine, run, refreshing, release, keychain } = await underWay();
      if (where !== 'memory and place') machine.lock();
      const tokens = makeTokens(machine.clock.nowMs() - 10 * MINUTE);
      release({ ...machine.gateway.issue(), tokens });
      await refreshing;
      const { accessToken, refreshToken } = tokens;
      expect(run.manager().getTokens()).toMatchObject({ accessToken, refreshToken });
      const last = where === 'memory and place' ? run : await machine.restarted(run);
      machine.unlock();
      await machine.clock.advance(MINUTE);
      await settle();
      expect([state(last)[1], keychain.kept?.tokens]).toEqual(['saved', last.manager().getTokens()]);
      const sent = machine.gateway.asked.map(({ current }) => current.refreshToken.expose());
      expect(new Set(sent).size).toBe(sent.length);
    },
  );
});

describe('a pair that is pasted while just that pair is being refreshed', () => {
  it.each(['before the answer', 'after it'])('%s: the rotated pair is not lost', async (when) => {
    const { machine, run, refreshing, release, keychain } = await underWay();
    const pasted = run.manager().getTokens() ?? machine.gateway.issue().tokens;
    const answer = machine.gateway.issue();
    if (when === 'before the answer') await run.manager().setTokens({ ...pasted });
    release(answer);
    await refreshing;
    expect([state(run), keychain.kept?.tokens]).toEqual([[answer.tokens, 'saved'], answer.tokens]);
  });
});

describe('a sign-out while a refresh is on its way', () => {
  it('drops the answer, also over a locked keychain and a crash', async () => {
    const { machine, run, refreshing, release, keychain } = await underWay();
    machine.lock();
    const cleared = outcomeOf(run.manager().clear());
    release(machine.gateway.issue());
    expect([await cleared, await refreshing]).toEqual(['STORAGE_LOCKED', 'CANCELLED']);
    const next = await machine.restarted(run);
    machine.unlock();
    await machine.clock.advance(MINUTE);
    await settle();
    expect([state(next), keychain.kept]).toEqual([[undefined, 'saved'], undefined]);
  });
});

describe('a keychain that locks while a refresh is on its way', () => {
  it('gets the pair later, also after a crash and a restart while it is locked', async () => {
    const { machine, run, refreshing, release, keychain } = await underWay();
    machine.lock();
    const answer = machine.gateway.issue();
    release(answer);
    await refreshing;
    expect(state(run)).toEqual([answer.tokens, 'unsaved']);
    const next = await machine.restarted(run);
    expect(next.manager().storageFacet).toBe('locked');
    machine.unlock();
    await machine.clock.advance(MINUTE);
    await settle();
    expect([state(next), keychain.kept?.tokens]).toEqual([[answer.tokens, 'saved'], answer.tokens]);
  });
});
