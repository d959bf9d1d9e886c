import { expect, it } from 'vitest';
import { TokenLifecycleManager } from '../../../../main/core/refresh/token-lifecycle-manager';
import { CoreGraph } from '../../../support/core-graph';

it('refreshes nothing by schedule, only on request', async () => {
  const graph = new CoreGraph();
  const { clock, logger, random } = graph;
  const lifecycle = new TokenLifecycleManager({ clock, logger, random, isOnDemand: true });
  const refresher = lifecycle.add(graph.manager, graph.gateway);
  await graph.manager.load();
  await graph.manager.setTokens(graph.gateway.issue().tokens);
  await clock.advance(20 * 60_000);
  expect(graph.gateway.asked).toHaveLength(0);
  await refresher.getValidTokens(60_000);
  expect(graph.gateway.asked).toHaveLength(1);
});
