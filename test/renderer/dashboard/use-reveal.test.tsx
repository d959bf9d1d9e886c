// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';
import { useReveal } from '../../../renderer/dashboard/use-reveal';
import { FAKE_ACCESS_TOKEN } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { actAndSettle, renderView, type ViewSetting } from '../../support/renderer/render-view';

function Reveal() {
  const { state, press, release } = useReveal('hedge');
  return (
    <>
      <p>{state.kind === 'shown' ? state.accessToken : state.kind}</p>
      <button type="button" onClick={press}>
        Press
      </button>
      <button type="button" onClick={release}>
        Release
      </button>
    </>
  );
}
const shown = (place: HTMLElement) => place.querySelector('p')?.textContent;
const openReveal = (setting: ViewSetting = {}) => renderView(<Reveal />, setting);
async function holdToken() {
  const view = await openReveal();
  await view.press('Press');
  expect(shown(view.place)).toBe(FAKE_ACCESS_TOKEN);
  return view;
}

afterEach(() => {
  vi.useRealTimers();
});

it('asks for the token of its profile and says that it is shown, not what it is', async () => {
  const view = await holdToken();
  expect(view.calls()).toEqual([['revealAccessToken', { profileId: 'hedge' }]]);
  expect(view.said).toEqual(['', 'The access token is shown']);
});

it('hides it when it is released, and says so', async () => {
  const view = await holdToken();
  await view.press('Release');
  expect(view.html()).not.toContain(FAKE_ACCESS_TOKEN);
  expect(view.said.at(-1)).toBe('The access token is hidden');
});

it.each([
  ['pointerup', () => window],
  ['pointercancel', () => window],
  ['blur', () => window],
  ['visibilitychange', () => document],
])('hides it on %s, wherever that happens', async (name, target) => {
  const view = await holdToken();
  await view.send(target(), new Event(name));
  expect(shown(view.place)).toBe('hidden');
});

it('hides it automatically after the time that main allows', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const view = await holdToken();
  await actAndSettle(() => vi.advanceTimersByTime(9999));
  expect(shown(view.place)).toBe(FAKE_ACCESS_TOKEN);
  await actAndSettle(() => vi.advanceTimersByTime(1));
  expect(shown(view.place)).toBe('hidden');
});

it('leaves no timer and no listener behind when the view goes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const view = await holdToken();
  await actAndSettle(() => render(null, view.place));
  expect(vi.getTimerCount()).toBe(0);
  const words = view.said.length;
  window.dispatchEvent(new Event('blur'));
  expect(view.said).toHaveLength(words);
});

it('shows why it could not', async () => {
  const view = await openReveal();
  view.fake.failNext('revealAccessToken', 'RATE_LIMITED');
  await view.press('Press');
  expect(shown(view.place)).toBe('failed');
  expect(view.said).not.toContain('The access token is shown');
});
