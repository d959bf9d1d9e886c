// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useRefreshStatistics } from '../../../renderer/state/use-refresh-statistics';
import { useProfile } from '../../../renderer/state/app-context';
import { makeProfile, makeStatistics } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const main = makeProfile(VIEW_NOW_MS);
const hedge = makeProfile(VIEW_NOW_MS, { id: 'hedge' });
let renders = 0;
function Parts() {
  renders += 1;
  const profile = useProfile() ?? main;
  const { statistics, failure } = useRefreshStatistics(profile, 'day');
  return <p>{statistics?.parts.length ?? failure?.code ?? 'none'}</p>;
}
const open = () => renderView(<Parts />, { profiles: [main, hedge], unanswered: ['describeRefreshes'] });
const answer = (parts: number) => ({ ok: true, value: makeStatistics(VIEW_NOW_MS, parts, 60_000) }) as const;

it('are asked for after each refresh and every ten minutes, and shown meanwhile', async () => {
  const view = await open();
  await view.answer('describeRefreshes', answer(3));
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { lastAttemptAtMs: VIEW_NOW_MS }), hedge] });
  expect([view.text(), view.calls().length]).toEqual(['3', 2]);
  await view.answer('describeRefreshes', answer(4));
  expect(view.text()).toBe('4');
  renders = 0;
  await view.advance(9 * 60_000);
  expect([view.calls().length, renders]).toEqual([2, 0]);
  await view.advance(60_000);
  expect(view.calls()).toHaveLength(3);
});

it('are never those of another account', async () => {
  const view = await open();
  await view.answer('describeRefreshes', answer(3));
  await view.show({ profileId: 'hedge' });
  expect([view.text(), view.calls().at(-1)]).toEqual([
    'none',
    ['describeRefreshes', { profileId: 'hedge', span: 'day' }],
  ]);
});

it('are a failure where they cannot be read', async () => {
  const view = await open();
  await view.answer('describeRefreshes', { ok: false, failure: { code: 'STORAGE_DENIED', message: '', remedy: '' } });
  expect(view.text()).toBe('STORAGE_DENIED');
});
