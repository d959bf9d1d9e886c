// @vitest-environment happy-dom
import { options, render } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  createFakeTokenManagerApi,
  type FakeTokenManagerApi,
} from '../support/fakes/token-manager-api/fake-token-manager-api';
import { makeProfile, makeSnapshot } from '../support/make-snapshot';
import { actAndSettle, createViewDriver, VIEW_NOW_MS } from '../support/renderer/render-view';

let place: HTMLElement;
let fake: FakeTokenManagerApi;
/** Otherwise hooks that the entry installs would stay for later test files. */
const hooks = { ...options };

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
  fake = createFakeTokenManagerApi(makeSnapshot(VIEW_NOW_MS, [makeProfile(VIEW_NOW_MS)]));
  Object.assign(window, { tokenManager: fake.api });
  // The entry runs when it is loaded, so each test loads it again.
  vi.resetModules();
});

afterEach(async () => {
  await actAndSettle(() => render(null, place));
  place.remove();
  Reflect.deleteProperty(window, 'tokenManager');
  Object.assign(options, { vnode: hooks.vnode });
  vi.resetModules();
});

async function start(id: string) {
  place.id = id;
  await actAndSettle(() => import('../../renderer/main'));
  return createViewDriver(place);
}

it('shows the app in the element of the page, with the API of the preload script', async () => {
  const view = await start('app');
  expect(view.names('main')).toEqual(['main']);
  expect(fake.calls).toEqual([
    { name: 'getSnapshot', request: undefined },
    { name: 'pageReady', request: undefined },
    { name: 'describeRefreshes', request: { profileId: 'default', span: 'day' } },
    { name: 'setShownProfile', request: { profileId: 'default' } },
  ]);
});

it('says so when the API gives no answer, and shows the app on another try', async () => {
  fake.failNext('getSnapshot', 'INTERNAL');
  const view = await start('app');
  expect(view.names('alert')).toEqual([expect.stringContaining('Something went wrong inside the app.')]);
  await view.press('Try again');
  expect(view.names('main')).toEqual(['main']);
});

it('uses the clock of the browser', async () => {
  vi.useFakeTimers({ now: VIEW_NOW_MS, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  try {
    const view = await start('app');
    expect(view.text()).toContain('in 12 min 04 s');
    await actAndSettle(() => vi.advanceTimersByTimeAsync(1000));
    expect(view.text()).toContain('in 12 min 03 s');
    await actAndSettle(() => render(null, place));
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('does not change a page without its element', async () => {
  const view = await start('another-page');
  expect(view.html()).toBe('');
  expect(fake.calls).toEqual([]);
});
