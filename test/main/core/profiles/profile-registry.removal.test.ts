// A profile is removed from the list while another operation on it is in progress: that one is refused or ends, and no other profile is affected.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { Machine, type Run } from '../../../support/machine';

compareSecretsByText();

const MINUTE = 60_000;
const FILE = { kind: 'file', path: '/second.json' } as const;

/** `default` is signed in; `second` exists and is signed out. */
async function withSecond() {
  const machine = new Machine();
  const run = await machine.signedIn();
  await run.registry.add('second', 'Second');
  const tokens = makeTokens(machine.clock.nowMs(), 15 * MINUTE, 'account-2');
  const entry = machine.index.list()[0];
  /** Checks that the first profile has not changed, in this run and in the next. */
  const expectFirstUntouched = async (last: Run) => {
    const kept = machine.store().kept;
    expect([machine.index.list()[0], last.manager().storageFacet]).toEqual([entry, 'saved']);
    expect((await machine.restarted(last)).manager().getTokens()).toEqual(kept?.tokens);
  };
  return { machine, run, tokens, expectFirstUntouched };
}

const idsOf = (machine: Machine) => machine.index.list().map(({ id }) => id);
const remove = (run: Run) => outcomeOf(run.registry.remove('second'));

describe('removing a profile from the list', () => {
  it('while its move is under way is refused, and the move ends', async () => {
    const { machine, run, tokens, expectFirstUntouched } = await withSecond();
    await run.manager('second').setTokens(tokens);
    const answer = machine.store(FILE).hold('save');
    const moved = outcomeOf(run.registry.moveTokens('second', FILE));
    await machine.clock.advance(0);
    expect(await remove(run)).toBe('INVALID_INPUT');
    answer();
    expect([await moved, machine.store(FILE).kept?.tokens, idsOf(machine)]).toEqual([
      undefined,
      tokens,
      ['default', 'second'],
    ]);
    await expectFirstUntouched(run);
  });

  it('while the move of a signed-out one waits is refused too', async () => {
    const { machine, run, expectFirstUntouched } = await withSecond();
    const answer = machine.store(FILE).hold('load');
    const moved = outcomeOf(run.registry.moveTokens('second', FILE));
    await machine.clock.advance(0);
    expect(await remove(run)).toBe('INVALID_INPUT');
    answer();
    expect([await moved, idsOf(machine)]).toEqual([undefined, ['default', 'second']]);
    await expectFirstUntouched(run);
  });

  it('while its sign-in comes late: that is refused, and leaves no entry behind', async () => {
    const { machine, run, tokens, expectFirstUntouched } = await withSecond();
    const late = run.manager('second');
    expect([await remove(run), await outcomeOf(late.setTokens(tokens))]).toEqual([undefined, 'CANCELLED']);
    await machine.clock.advance(10 * MINUTE);
    expect([idsOf(machine), machine.store({ kind: 'keychain' }, 'second').kept]).toEqual([['default'], undefined]);
    await expectFirstUntouched(run);
  });

  it('while it is to be moved late: that is refused, and nothing is written', async () => {
    const { machine, run } = await withSecond();
    const late = run.manager('second');
    await remove(run);
    expect([await outcomeOf(late.moveTo(run.manager().place)), idsOf(machine)]).toEqual(['CANCELLED', ['default']]);
  });

  it.each(['keychain locked', 'answer pending'])(
    'while a write waits (%s) is refused, and the tokens are saved',
    async (why) => {
      const { machine, run, tokens, expectFirstUntouched } = await withSecond();
      const store = machine.store({ kind: 'keychain' }, 'second');
      const answer = why === 'answer pending' ? store.hold('save') : () => machine.unlock('second');
      if (why === 'keychain locked') machine.lock('second');
      const saved = run.manager('second').setTokens(tokens);
      await machine.clock.advance(0);
      expect(await remove(run)).toBe('INVALID_INPUT');
      answer();
      await machine.clock.advance(MINUTE);
      await saved;
      expect([store.kept?.tokens, idsOf(machine)]).toEqual([tokens, ['default', 'second']]);
      await expectFirstUntouched(run);
    },
  );

  it('while its tokens are still to be removed is refused, and works when they are gone', async () => {
    const { machine, run, tokens, expectFirstUntouched } = await withSecond();
    await run.manager('second').setTokens(tokens);
    machine.lock('second');
    await outcomeOf(run.manager('second').clear());
    expect(await remove(run)).toBe('INVALID_INPUT');
    machine.unlock('second');
    await machine.clock.advance(MINUTE);
    expect([await remove(run), idsOf(machine)]).toEqual([undefined, ['default']]);
    await expectFirstUntouched(run);
  });

  it.each([
    ['was deleted by others is possible', undefined, undefined, ['default']],
    [
      'was deleted, and is put back just before, is possible when it has gone again',
      'put back',
      undefined,
      ['default'],
    ],
    [
      'is not to be found, as on a drive that is not connected, is refused',
      'hidden',
      'INVALID_INPUT',
      ['default', 'second'],
    ],
  ] as const)('after a sign-out whose file %s', async (_what, then, refusal, ids) => {
    const { machine, run, tokens, expectFirstUntouched } = await withSecond();
    await run.manager('second').setTokens(tokens);
    await run.registry.moveTokens('second', FILE);
    const file = machine.store(FILE);
    const { kept } = file;
    file.kept = undefined;
    if (then === 'hidden') file.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing: true });
    await machine.filesChanged();
    await outcomeOf(run.manager('second').clear());
    if (then === 'put back') file.kept = kept;
    expect([await remove(run), idsOf(machine), file.kept]).toEqual([refusal, ids, undefined]);
    await expectFirstUntouched(run);
  });
});
