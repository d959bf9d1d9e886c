// The list of profiles cannot be written: the tokens in the places are still used, decisions take effect, and the problem is shown.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;
const DENIED = new AxiomTokenError('STORAGE_DENIED');

/** A keychain with tokens, and a list of profiles that was lost and cannot be written. */
async function readOnly() {
  const machine = new Machine();
  const first = await machine.signedIn();
  const tokens = first.manager().getTokens();
  first.crash();
  await machine.index.remove('default');
  machine.index.breakWith(DENIED);
  return { machine, tokens, run: await machine.started() };
}

describe('while the list of profiles cannot be written', () => {
  it('the tokens of the keychain are used, refreshed and saved, and the problem is shown', async () => {
    const { machine, tokens, run } = await readOnly();
    expect([run.manager().getTokens(), run.manager().storageFacet]).toEqual([tokens, 'saved']);
    expect(run.manager().storageFailure).toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining('this change is lost at a restart') as unknown,
    });
    await run.refresher().refresh('person');
    expect(machine.store().kept?.tokens).toEqual(run.manager().getTokens());
  });

  it('a sign-out takes effect, and the list gets it once it can be written', async () => {
    const { machine, run } = await readOnly();
    expect(await outcomeOf(run.manager().clear())).toBeUndefined();
    expect([run.manager().getTokens(), machine.store().kept]).toEqual([undefined, undefined]);
    machine.index.breakWith(undefined);
    await machine.clock.advance(2 * MINUTE);
    expect([run.manager().storageFailure, machine.index.list()[0]?.hasTokens]).toEqual([undefined, false]);
  });

  it('a sign-out of a file that is not there is still waited for', async () => {
    const machine = new Machine();
    const run = await machine.started();
    const path = '/media/tokens.json';
    await run.registry.moveTokens('default', { kind: 'file', path });
    machine.index.breakWith(new AxiomTokenError('STORAGE_FULL'));
    await run.manager().setTokens(makeTokens(machine.clock.nowMs()));
    const { kept } = machine.file(path);
    machine.file(path).kept = undefined;
    await run
      .manager()
      .clear()
      .catch(() => undefined);
    machine.index.breakWith(undefined);
    await machine.clock.advance(60_000);
    // The disk is connected again.
    machine.file(path).kept = kept;
    await machine.clock.advance(10 * 60_000);
    expect([machine.file(path).kept, run.manager().getTokens()]).toEqual([undefined, undefined]);
  });

  it('a move is refused, and everything stays as it was', async () => {
    const { machine, tokens, run } = await readOnly();
    const file = { kind: 'file', path: '/tokens.json' } as const;
    expect(await outcomeOf(run.registry.moveTokens('default', file))).toBe('STORAGE_DENIED');
    expect([run.registry.get('default').store.kind, machine.store(file).kept]).toEqual(['keychain', undefined]);
    expect(machine.store().kept?.tokens).toEqual(tokens);
  });

  it('a sign-in is saved, found by the next start, and noted once that works', async () => {
    const { machine, run } = await readOnly();
    await run.manager().clear();
    const { tokens } = machine.gateway.issue();
    await run.manager().setTokens(tokens);
    const next = await machine.restarted(run);
    expect([next.manager().getTokens(), machine.index.list()]).toEqual([tokens, []]);
    machine.index.breakWith(undefined);
    await machine.clock.advance(2 * MINUTE);
    expect(machine.index.list()).toMatchObject([{ id: 'default', hasTokens: true }]);
  });
});
