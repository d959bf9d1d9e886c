// A new pair that the server refuses costs nothing: the pair that it replaced comes back and is sent once.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Signed in; other tokens, unknown to the server, were pasted over that. */
async function pastedOver(machine = new Machine()) {
  const first = machine.gateway.issue().tokens;
  const run = await machine.signedIn(first);
  await machine.clock.advance(MINUTE);
  const pasted = makeTokens(machine.clock.nowMs());
  await run.manager().setTokens(pasted);
  return { machine, run, first, pasted };
}

const refuse = (machine: Machine, times: number): void => {
  for (let at = 0; at < times; at++) machine.gateway.script.push(failing('UNAUTHORIZED'));
};
const press = (run: Run) => outcomeOf(run.refresher().refresh('person'));
const access = (run: Run) => run.manager().getTokens()?.accessToken;
const asked = (machine: Machine) => machine.gateway.asked.map(({ current }) => current.refreshToken);

describe('tokens that the server refuses twice, 30 s apart', () => {
  it('are replaced by the former ones, which are saved and refreshed', async () => {
    const { machine, run, first, pasted } = await pastedOver();
    expect(machine.store().kept?.replaced?.tokens).toEqual(first);
    refuse(machine, 2);
    await expect(run.refresher().refresh('person')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(access(run)).toEqual(pasted.accessToken);
    await machine.clock.advance(30_000);
    await settle();
    expect(access(run)).toEqual(first.accessToken);
    expect(machine.store().kept?.tokens).toEqual(first);
    expect(run.refresher().history.attempts.map(({ hasTakenBack }) => hasTakenBack)).toEqual([undefined, true]);
    await machine.clock.advance(15 * MINUTE);
    expect(asked(machine).slice(0, 3)).toEqual([pasted.refreshToken, pasted.refreshToken, first.refreshToken]);
    expect([run.refresher().sessionFacet, machine.store().kept?.replaced]).toEqual(['ok', undefined]);
  });

  it('do so after a restart, too', async () => {
    const { machine, run, first } = await pastedOver();
    const next = await machine.restarted(run);
    refuse(machine, 2);
    await machine.clock.advance(20 * MINUTE);
    expect(machine.gateway.asked[2]?.current.refreshToken).toEqual(first.refreshToken);
    expect(next.refresher().sessionFacet).toBe('ok');
  });

  it('do so even if the former ones looked expired because the clock was weeks ahead', async () => {
    const machine = new Machine();
    const first = machine.gateway.issue().tokens;
    const run = await machine.signedIn(first);
    machine.gateway.otherwise = failing('NETWORK', { unsent: true });
    machine.clock.jumpWall(40 * DAY);
    await machine.clock.advance(MINUTE);
    await run.manager().setTokens(makeTokens(machine.clock.nowMs() - 41 * DAY));
    machine.clock.jumpWall(-40 * DAY);
    machine.gateway.otherwise = failing('UNAUTHORIZED');
    await machine.clock.advance(30 * MINUTE);
    expect(asked(machine)).toContainEqual(first.refreshToken);
  });

  it('end the sign-in when the server refuses the former ones as well, after it was asked for them once; both are still there', async () => {
    const { machine, run, first, pasted } = await pastedOver();
    refuse(machine, 3);
    await press(run);
    await machine.clock.advance(DAY);
    expect(asked(machine)).toHaveLength(3);
    expect([run.refresher().sessionFacet, access(run)]).toEqual(['needs-sign-in', pasted.accessToken]);
    expect([machine.store().kept?.tokens, machine.store().kept?.replaced?.tokens]).toEqual([pasted, first]);
    expect(run.refresher().history.attempts.map(({ hasTakenBack }) => hasTakenBack)).toEqual([
      undefined,
      true,
      undefined,
    ]);
  });

  it('do not come back after a later sign-in: the former ones, in use again, do', async () => {
    const { machine, run, first } = await pastedOver();
    refuse(machine, 2);
    await press(run);
    await machine.clock.advance(30_000);
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    expect(machine.store().kept?.replaced?.tokens).toEqual(first);
  });

  it('end the sign-in where they have replaced nothing', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    refuse(machine, 2);
    await machine.clock.advance(DAY);
    expect([asked(machine).length, run.refresher().sessionFacet]).toEqual([2, 'needs-sign-in']);
  });

  it('are not kept beside a new sign-in: tokens that were refused finally do not come back', async () => {
    const machine = new Machine();
    const run = await machine.signedIn();
    refuse(machine, 2);
    await machine.clock.advance(DAY);
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    expect(machine.store().kept?.replaced).toBeUndefined();
  });
});

describe('the former tokens', () => {
  it('do not come back if another account uses them by now: no refresh token is in use twice', async () => {
    const { machine, run, first, pasted } = await pastedOver();
    await run.registry.add('other', 'Other');
    await run.manager('other').setTokens(first);
    refuse(machine, 2);
    await press(run);
    await machine.clock.advance(30_000);
    expect([access(run), run.manager('other').getTokens()]).toEqual([pasted.accessToken, first]);
    expect(run.refresher().sessionFacet).toBe('needs-sign-in');
  });
});

describe('the former tokens are no longer kept', () => {
  it('once the new ones were refreshed', async () => {
    const { machine, run } = await pastedOver();
    await run.refresher().refresh('person');
    expect(machine.store().kept?.replaced).toBeUndefined();
    refuse(machine, 2);
    await machine.clock.advance(DAY);
    expect(run.refresher().sessionFacet).toBe('needs-sign-in');
  });

  it('after a sign-out', async () => {
    const { machine, run } = await pastedOver();
    await run.manager().clear();
    expect(machine.store().kept).toBeUndefined();
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    expect(machine.store().kept?.replaced).toBeUndefined();
  });
});

describe('the former tokens stay', () => {
  it('when the new ones are pasted once more, and when they are moved', async () => {
    const { machine, run, first, pasted } = await pastedOver();
    await run.manager().setTokens(pasted);
    expect(machine.store().kept?.replaced?.tokens).toEqual(first);
    await run.registry.moveTokens('default', { kind: 'file', path: '/home/tokens.json' });
    expect(machine.file('/home/tokens.json').kept?.replaced?.tokens).toEqual(first);
  });

  it('through failures that are no refusals', async () => {
    const { machine, run, pasted } = await pastedOver();
    machine.gateway.otherwise = failing('NETWORK');
    await machine.clock.advance(DAY);
    expect([access(run), machine.store().kept?.replaced === undefined]).toEqual([pasted.accessToken, false]);
  });
});
