import { expect, it } from 'vitest';
import { watchRemovedAccounts } from '../../../main/compose/removed-accounts';
import { TestServices } from '../../support/make-services';

it('reports each account that is removed, once, and nothing else', async () => {
  const { registry } = new TestServices();
  const removed: string[] = [];
  const stop = watchRemovedAccounts(registry, (id) => removed.push(id));
  await registry.open();
  const added = await Promise.all(['one', 'two', 'three'].map((id) => registry.add(id, id)));
  await registry.rename('one', 'first');
  expect([removed, added.length]).toEqual([[], 3]);
  await registry.remove('two');
  expect(removed).toEqual(['two']);
  stop();
  await registry.remove('three');
  expect(removed).toEqual(['two']);
});
