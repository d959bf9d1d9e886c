// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useRound } from '../../../renderer/state/use-round';
import { renderView } from '../../support/renderer/render-view';

it('counts up every few seconds, and renders the view only then', async () => {
  const rounds: number[] = [];
  function View() {
    rounds.push(useRound(5_000));
    return null;
  }
  const view = await renderView(<View />);
  await view.advance(4_000);
  expect(rounds).toHaveLength(1);
  await view.advance(1_000);
  await view.advance(5_000);
  expect(rounds.map((round) => round - (rounds[0] ?? 0))).toEqual([0, 1, 2]);
});
