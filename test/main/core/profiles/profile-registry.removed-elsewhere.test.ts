// An account that another process has removed from the list, while this one (a watch or an exec without the app) has it open.
import { expect, it } from 'vitest';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

const MINUTE = 60_000;

/** `one` has the account open; `two` has removed it with its tokens. */
async function removedByOther() {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await machine.started();
  await two.registry.add('second', 'second');
  await two.manager().clear();
  await two.registry.remove('default');
  return { machine, one };
}

const ids = ({ index }: Machine) => index.list().map(({ id }) => id);

it('does not come back: this process finds it signed out, and writes no entry for it', async () => {
  const { machine, one } = await removedByOther();
  await machine.clock.advance(30 * MINUTE);
  expect([one.manager().getTokens(), ids(machine)]).toEqual([undefined, ['second']]);
});

it('does not come back by a second sign-out here, which still works', async () => {
  const { machine, one } = await removedByOther();
  await machine.clock.advance(MINUTE);
  await one.manager().clear();
  await machine.clock.advance(MINUTE);
  expect([one.manager().storageFacet, ids(machine)]).toEqual(['saved', ['second']]);
});

it('comes back with tokens that it gets here: no tokens are stored without an entry', async () => {
  const { machine, one } = await removedByOther();
  await machine.clock.advance(MINUTE);
  await one.manager().setTokens(makeTokens(machine.clock.nowMs()));
  await machine.clock.advance(MINUTE);
  expect(machine.index.list()).toMatchObject([{ id: 'second' }, { id: 'default', name: 'main', hasTokens: true }]);
});
