// Sign-ins that were replaced before they were saved, while another program had taken them from the journal. Several programs on one computer.
import { expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { Machine } from '../../../support/machine';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const MINUTE = 60_000;

/** The keychain is locked; `two` has the sign-in that `one` has replaced since. */
async function replacedWhileLocked() {
  const machine = new Machine();
  const one = await machine.signedIn();
  const two = await new Machine([], machine).started();
  machine.lock();
  await machine.clock.advance(MINUTE);
  await one.manager().setTokens(makeTokens(machine.clock.nowMs()));
  await machine.clock.advance(9 * MINUTE);
  const replaced = two.manager().getTokens();
  await one.manager().setTokens(makeTokens(machine.clock.nowMs()));
  return { machine, one, two, replaced, tokens: one.manager().getTokens() };
}

it('are named by a sign-out also after a restart', async () => {
  const { machine, one } = await replacedWhileLocked();
  const [replaced = ''] = machine.index.list()[0]?.neverSaved ?? [];
  expect(replaced).toHaveLength(32);
  const next = await machine.restarted(one);
  await outcomeOf(next.manager().clear());
  const [entry] = machine.index.list();
  expect([entry?.removing?.map(({ signIn }) => signIn).includes(replaced), entry?.neverSaved]).toEqual([
    true,
    undefined,
  ]);
});

it('are marked once a later one is saved: the other program drops them', async () => {
  const { machine, one, two, replaced, tokens } = await replacedWhileLocked();
  expect(replaced).not.toEqual(tokens);
  machine.unlock();
  await one.manager().retryStorage();
  await two.manager().retryStorage();
  const kept = machine.store().kept?.tokens;
  expect([kept, one.manager().getTokens(), two.manager().getTokens()]).toEqual([tokens, tokens, tokens]);
  const marked = await machine.marks.read('keychain:default');
  expect(marked.length).toBeGreaterThanOrEqual(2);
  expect([machine.index.list()[0]?.neverSaved]).toEqual([undefined]);
});
