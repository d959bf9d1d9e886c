// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useCopy } from '../../../renderer/dashboard/use-copy';
import { FAKE_ACCESS_TOKEN } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

function Copy() {
  const { copy, forget, isBusy, failure, clearsAtMs } = useCopy({ id: 'hedge', name: 'Hedge' });
  const left = clearsAtMs === undefined ? 'nothing copied' : `goes at ${clearsAtMs - VIEW_NOW_MS}`;
  return (
    <>
      <p>{`${isBusy ? 'busy' : 'idle'}, ${left}, ${failure?.code ?? 'no failure'}`}</p>
      <button type="button" onClick={() => void copy()}>
        Copy
      </button>
      <button type="button" onClick={forget}>
        Forget
      </button>
    </>
  );
}
const state = (place: HTMLElement) => place.querySelector('p')?.textContent;
const openCopy = (setting: ViewSetting = {}) => renderView(<Copy />, setting);

it('knows until when the copy stays, and says so', async () => {
  const view = await openCopy();
  await view.press('Copy');
  expect(view.calls()).toEqual([['copyAccessToken', { profileId: 'hedge' }]]);
  expect(state(view.place)).toBe('idle, goes at 30000, no failure');
  expect(view.said).toEqual(['Hedge: Copied. Cleared from the clipboard in 30 s']);
});

it('never has the token itself', async () => {
  const view = await openCopy();
  await view.press('Copy');
  expect(view.html()).not.toContain(FAKE_ACCESS_TOKEN);
  expect(view.calls().map(([name]) => name)).not.toContain('revealAccessToken');
});

it('counts from the last copy', async () => {
  const view = await openCopy();
  await view.press('Copy');
  await view.advance(5000);
  await view.press('Copy');
  expect(view.said).toHaveLength(2);
  expect(state(view.place)).toBe('idle, goes at 35000, no failure');
});

it('forgets a copy that main cleared early', async () => {
  const view = await openCopy();
  await view.press('Copy');
  await view.press('Forget');
  expect(state(view.place)).toBe('idle, nothing copied, no failure');
});

it('reports nothing about a copy that was not made', async () => {
  const view = await openCopy();
  view.fake.failNext('copyAccessToken', 'TOKEN_EXPIRED');
  await view.press('Copy');
  expect(state(view.place)).toBe('idle, nothing copied, TOKEN_EXPIRED');
  expect(view.said).toEqual([]);
});

it('is busy until main has answered', async () => {
  const view = await openCopy({ unanswered: ['copyAccessToken'] });
  await view.press('Copy');
  expect(state(view.place)).toBe('busy, nothing copied, no failure');
});

it('counts from a copy by shortcut as well, if it is of this account', async () => {
  const view = await openCopy();
  await view.press('Copy');
  await view.advance(5000);
  const pressed = (profileId: string, atMs: number): ViewSetting => ({
    pressed: { profileId, atMs: VIEW_NOW_MS + atMs, result: { kind: 'copied', clearsAfterSeconds: 30 } },
  });
  await view.show(pressed('main', 4000));
  expect(state(view.place)).toBe('idle, goes at 30000, no failure');
  await view.show(pressed('hedge', 5000));
  expect(state(view.place)).toBe('idle, goes at 35000, no failure');
});
