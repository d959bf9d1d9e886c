// An answer that arrives after a person has decided otherwise: the account that has the sent pair continues from it.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;

/** Signed in; the refresh of `pair` waits for its answer. */
async function underWay() {
  const machine = new Machine();
  const run = await machine.signedIn();
  const pair = run.manager().getTokens() as AuthTokens;
  const { step, release } = machine.gateway.held();
  machine.gateway.script.push(step);
  const refreshing = outcomeOf(run.refresher().refresh('person'));
  await settle();
  const timesSent = () =>
    machine.gateway.asked.filter(({ current }) => current.refreshToken.equals(pair.refreshToken)).length;
  return { machine, run, pair, refreshing, timesSent, release: () => release(machine.gateway.issue()) };
}

describe('an answer that comes after', () => {
  it('a sign-in over it is kept beside the new tokens, and comes back when those are refused', async () => {
    const { machine, run, release, refreshing, timesSent } = await underWay();
    const worthless = makeTokens(machine.clock.nowMs());
    await run.manager().setTokens(worthless);
    release();
    expect(await refreshing).toBe('CANCELLED');
    const { otherwise } = machine.gateway;
    machine.gateway.otherwise = async (sent) =>
      sent.refreshToken.equals(worthless.refreshToken) ? failing('UNAUTHORIZED')(sent) : otherwise(sent);
    await machine.clock.advance(20 * MINUTE);
    expect([run.refresher().sessionFacet, timesSent()]).toEqual(['ok', 1]);
    expect(run.manager().getTokens()?.refreshToken.equals(worthless.refreshToken)).toBe(false);
  });

  it('a sign-out is dropped', async () => {
    const { machine, run, release, refreshing } = await underWay();
    await run.manager().clear();
    release();
    expect(await refreshing).toBe('CANCELLED');
    await machine.clock.advance(MINUTE);
    expect([run.manager().getTokens(), machine.store().kept]).toEqual([undefined, undefined]);
  });

  it('a sign-out and a paste of the same pair is used', async () => {
    const { machine, run, pair, release, timesSent } = await underWay();
    await run.manager().clear();
    await run.manager().setTokens(pair);
    release();
    await machine.clock.advance(40 * MINUTE);
    expect([run.refresher().sessionFacet, timesSent()]).toEqual(['ok', 1]);
  });

  it('a paste of the same pair into another account is used there', async () => {
    const { machine, run, pair, release, timesSent } = await underWay();
    await run.manager().clear();
    const second = await run.registry.addNamed('second');
    await second.manager.setTokens(pair);
    release();
    await machine.clock.advance(40 * MINUTE);
    expect([run.manager().getTokens(), second.refresher.sessionFacet, timesSent()]).toEqual([undefined, 'ok', 1]);
  });

  it('a sign-in that another client wrote does not replace that', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    const path = '/home/person/tokens.json';
    await run.registry.moveTokens('default', { kind: 'file', path });
    const held = machine.gateway.held();
    machine.gateway.script.push(held.step);
    const refreshing = outcomeOf(run.refresher().refresh('person'));
    await settle();
    const tokens = makeTokens(machine.clock.nowMs() + MINUTE);
    machine.file(path).kept = {
      tokens,
      origin: 'https://axiom.trade',
      recordGeneration: 0,
      savedAtMs: machine.clock.nowMs(),
    };
    await machine.filesChanged();
    held.release(machine.gateway.issue());
    expect(await refreshing).toBeUndefined();
    expect([run.manager().getTokens(), machine.file(path).kept?.tokens, run.refresher().failure]).toEqual([
      tokens,
      tokens,
      undefined,
    ]);
  });
});
