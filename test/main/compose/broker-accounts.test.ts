// The broker's view of an account: its pair, and the state that every program may see.
import { expect, it } from 'vitest';
import { brokerAccounts } from '../../../main/compose/broker-accounts';
import { TestServices } from '../../support/make-services';
import { makeTokens } from '../../support/make-jwt';

it('counts up with each pair, and reports the state and its changes', async () => {
  const { registry, clock } = new TestServices();
  await registry.open();
  const accounts = brokerAccounts(registry);
  let changes = 0;
  const stop = accounts.onChange(() => changes++);
  expect(accounts.look('default')).toMatchObject({ generation: undefined, state: { token: 'none' } });
  const generations = [];
  for (const minutes of [0, 1]) {
    await registry.get('default').manager.setTokens(makeTokens(clock.nowMs() + minutes * 60_000));
    generations.push(accounts.look('default')?.generation);
  }
  const [first = 0, second = 0] = generations;
  expect([first > 0, second > first, changes > 0]).toEqual([true, true, true]);
  expect(accounts.look('default')).toMatchObject({ account: 'account-1', state: { token: 'good' } });
  expect(accounts.look('other')).toBeUndefined();
  stop();
});
