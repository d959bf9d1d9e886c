// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { PressDone } from '../../../preload/contract/press-schema';
import { PressToast } from '../../../renderer/frame/press-toast';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeProfile } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' })];
const done = (result: PressDone['result'], atMs = VIEW_NOW_MS): PressDone => ({ profileId: 'hedge', atMs, result });
const COPIED = done({ kind: 'copied', clearsAfterSeconds: 30 });

async function openToast(setting: ViewSetting) {
  const onClose = vi.fn();
  const view = await renderView(<PressToast onClose={onClose} />, { profiles, page: 'settings', ...setting });
  return { view, onClose };
}

it('is absent until something was pressed', async () => {
  const { view } = await openToast({});
  expect(view.html()).toBe('');
  expect(view.said).toEqual([]);
});

it('says on any page what a shortcut did, for which account, and counts down without saying it again', async () => {
  const { view } = await openToast({ pressed: COPIED });
  expect(view.text()).toContain('hedge: Copied. Cleared from the clipboard in 30 s');
  await view.advance(5000);
  expect(view.text()).toContain('in 25 s');
  expect(view.said).toEqual(['hedge: Copied. Cleared from the clipboard in 30 s']);
  await view.advance(25_000);
  expect(view.html()).toBe('');
});

it('says each press', async () => {
  const { view } = await openToast({ pressed: done({ kind: 'refreshed', wasSent: false }) });
  await view.advance(2000);
  await view.show({ pressed: done({ kind: 'refreshed', wasSent: false }, VIEW_NOW_MS + 2000) });
  expect(view.said).toEqual(Array(2).fill('hedge: Refreshed just now already; nothing was sent again.'));
});

it('leaves the visible text to the card of that account, but still announces it', async () => {
  const { view } = await openToast({ pressed: COPIED, page: 'dashboard', profileId: 'hedge' });
  expect(view.html()).toBe('');
  expect(view.said).toHaveLength(1);
});

it('keeps a failure, as an alert, until it is closed', async () => {
  const { view, onClose } = await openToast({
    pressed: done({ kind: 'failed', failure: makeFailure('RATE_LIMITED') }),
  });
  await view.advance(60_000);
  expect(view.names('alert')[0]).toMatch(/^hedge: /);
  expect(view.said).toEqual([]);
  await view.press('Close');
  expect(onClose).toHaveBeenCalledOnce();
});
