import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBrowserTickerHost } from '../../../renderer/state/browser-ticker-host';

/** A document whose visibility the test controls. */
function makePage() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const change = (visibility: DocumentVisibilityState) => {
    page.visibilityState = visibility;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { host: createBrowserTickerHost(page as unknown as Document), change };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 5000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('reads the clock of the computer', () => {
  const { host } = makePage();
  vi.setSystemTime(7000);
  expect(host.nowMs()).toBe(7000);
});

it('calls back once, when the time has come', () => {
  const { host } = makePage();
  const calls: number[] = [];
  host.setTimer(300, () => calls.push(host.nowMs()));
  vi.advanceTimersByTime(299);
  expect(calls).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(calls).toEqual([5300]);
});

it('does not call back after it was stopped', () => {
  const { host } = makePage();
  const calls: string[] = [];
  host.setTimer(300, () => calls.push('called'))();
  vi.advanceTimersByTime(1000);
  expect(calls).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['hidden', true],
  ['visible', false],
] as const)('tells whether the window is hidden: %s', (visibility, isHidden) => {
  const { host, change } = makePage();
  change(visibility);
  expect(host.isHidden()).toBe(isHidden);
});

it('reports when that changes, until it is stopped', () => {
  const { host, change } = makePage();
  const seen: boolean[] = [];
  const stop = host.onVisibilityChange(() => seen.push(host.isHidden()));
  change('hidden');
  change('visible');
  stop();
  change('hidden');
  expect(seen).toEqual([true, false]);
});
