import { expect, it } from 'vitest';
import { createSecondTicker, type TickerHost } from '../../../renderer/state/second-ticker';
import { FAKE_START_MS, FakeClock } from '../../support/fakes/clock/fake-clock';

function makeHost(offsetMs = 0) {
  const clock = new FakeClock(FAKE_START_MS + offsetMs);
  let isHidden = false;
  const watchers = new Set<() => void>();
  const host: TickerHost = {
    nowMs: () => clock.nowMs(),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
    isHidden: () => isHidden,
    onVisibilityChange: (callback) => {
      watchers.add(callback);
      return () => watchers.delete(callback);
    },
  };
  const setHidden = (value: boolean) => {
    isHidden = value;
    for (const watcher of watchers) watcher();
  };
  return { clock, host, watchers, setHidden };
}

it('ticks on the second, whenever it was started', async () => {
  const { clock, host } = makeHost(300);
  const seen: number[] = [];
  createSecondTicker(host).subscribe((secondMs) => seen.push(secondMs - FAKE_START_MS));
  await clock.advance(3000);
  expect(seen).toEqual([1000, 2000, 3000]);
  expect(clock.requestedDelaysMs).toEqual([700, 1000, 1000, 1000]);
});

it('gives whole seconds although a timer fires late, and is on time again at once', async () => {
  const { clock, host } = makeHost();
  const late = { ...host, setTimer: (delayMs: number, callback: () => void) => host.setTimer(delayMs + 40, callback) };
  const seen: number[] = [];
  createSecondTicker(late).subscribe((secondMs) => seen.push(secondMs - FAKE_START_MS));
  await clock.advance(4100);
  expect(seen).toEqual([1000, 2000, 3000, 4000]);
});

it('counts a timer that fires early for the second it was set for', async () => {
  const { clock, host } = makeHost();
  const early = { ...host, setTimer: (delayMs: number, callback: () => void) => host.setTimer(delayMs - 2, callback) };
  const seen: number[] = [];
  createSecondTicker(early).subscribe((secondMs) => seen.push(secondMs - FAKE_START_MS));
  await clock.advance(3100);
  expect(seen).toEqual([1000, 2000, 3000]);
});

it('runs one timer for any number of listeners, and none without', async () => {
  const { clock, host, watchers } = makeHost();
  const ticker = createSecondTicker(host);
  const stops = [1, 2, 3].map(() => ticker.subscribe(() => undefined));
  expect(clock.timerCount).toBe(1);
  for (const stop of stops) stop();
  expect([clock.timerCount, watchers.size]).toEqual([0, 0]);
});

it('stops while hidden and is correct at once when shown again', async () => {
  const { clock, host, setHidden } = makeHost();
  const seen: number[] = [];
  createSecondTicker(host).subscribe((secondMs) => seen.push(secondMs - FAKE_START_MS));
  await clock.advance(1000);
  setHidden(true);
  expect(clock.timerCount).toBe(0);
  await clock.advance(60_000);
  expect(seen).toEqual([1000]);
  setHidden(false);
  expect(seen).toEqual([1000, 61_000]);
  await clock.advance(1000);
  expect(seen).toEqual([1000, 61_000, 62_000]);
});
