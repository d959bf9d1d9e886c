// A sign-in over another one is refreshed at once: it is tested while the old pair is still kept.
import { describe, expect, it } from 'vitest';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { makeTokens } from '../../../support/make-jwt';
import { Machine } from '../../../support/machine';

compareSecretsByText();

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Signed in a minute ago; `over` is about to be pasted. */
async function signedIn() {
  const machine = new Machine();
  const first = machine.gateway.issue().tokens;
  const run = await machine.signedIn(first);
  await machine.clock.advance(MINUTE);
  return { machine, run, first, over: makeTokens(machine.clock.nowMs()) };
}

const askedWith = ({ gateway }: Machine): readonly AuthTokens[] => gateway.asked.map(({ current }) => current);

describe('a sign-in over another one', () => {
  it('is refreshed once, at once; then the former pair is not kept any more, and the next refresh comes at its time', async () => {
    const { machine, run, over } = await signedIn();
    await run.manager().setTokens(over);
    expect(machine.store().kept?.replaced).toBeDefined();
    await machine.clock.advance(SECOND);
    expect([askedWith(machine), machine.store().kept?.replaced]).toEqual([[over], undefined]);
    expect(machine.store().kept?.tokens).toEqual(run.manager().getTokens());
    await machine.clock.advance(5 * MINUTE);
    expect(askedWith(machine)).toHaveLength(1);
  });

  it('that the server refuses twice is replaced by the former one in half a minute, without a person', async () => {
    const { machine, run, first, over } = await signedIn();
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await run.manager().setTokens(over);
    await machine.clock.advance(31 * SECOND);
    expect(askedWith(machine)).toEqual([over, over]);
    expect(run.manager().getTokens()).toEqual(first);
  });

  it('is tried again soon where nobody was reached', async () => {
    const { machine, run, over } = await signedIn();
    machine.gateway.script.push(failing('NETWORK', { unsent: true }));
    await run.manager().setTokens(over);
    await machine.clock.advance(5 * SECOND);
    expect([askedWith(machine), machine.store().kept?.replaced]).toEqual([[over, over], undefined]);
  });

  it('is refreshed when the pause ends, not during it', async () => {
    const { machine, run, over } = await signedIn();
    run.lifecycle.pause();
    await run.manager().setTokens(over);
    await machine.clock.advance(MINUTE);
    expect(askedWith(machine)).toEqual([]);
    run.lifecycle.resume();
    await machine.clock.advance(SECOND);
    expect(askedWith(machine)).toEqual([over]);
  });

  it('is refreshed once by two programs', async () => {
    const { machine, run, over } = await signedIn();
    const other = await new Machine([], machine).started();
    await run.manager().setTokens(over);
    await machine.clock.advance(MINUTE);
    expect(askedWith(machine)).toEqual([over]);
    expect(other.manager().getTokens()).toEqual(run.manager().getTokens());
  });
});

describe('what is not refreshed at once', () => {
  it('the first sign-in of an account', async () => {
    const machine = new Machine();
    await machine.signedIn();
    await machine.clock.advance(MINUTE);
    expect(askedWith(machine)).toEqual([]);
  });

  it('the pair in use, imported once more', async () => {
    const { machine, run, first } = await signedIn();
    await run.manager().setTokens(first);
    await machine.clock.advance(MINUTE);
    expect(askedWith(machine)).toEqual([]);
  });

  it('the former pair, when it is in use again', async () => {
    const { machine, run, over } = await signedIn();
    machine.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await run.manager().setTokens(over);
    await machine.clock.advance(2 * MINUTE);
    expect(askedWith(machine)).toEqual([over, over]);
  });
});
