import { describe, expect, it } from 'vitest';
import { NOT_LIVE_MS } from '../../../preload/contract/prompt-view';
import { createLiveGuard } from '../../../renderer/consent/live-guard';

describe('the buttons of the prompt', () => {
  it('do not work before there is a question', () => {
    expect(createLiveGuard().press(1e9)).toBe(false);
  });

  it('work half a second after it has come', () => {
    const guard = createLiveGuard();
    guard.begin(1000);
    expect(guard.leftMs(1000)).toBe(NOT_LIVE_MS);
    expect(guard.leftMs(1000 + NOT_LIVE_MS - 1)).toBe(1);
    expect(guard.press(1000 + NOT_LIVE_MS)).toBe(true);
  });

  it('wait again with each key of somebody who still types for another window', () => {
    const guard = createLiveGuard();
    guard.begin(1000);
    for (let ms = 1100; ms < 3000; ms += 100) expect(guard.press(ms)).toBe(false);
    expect(guard.press(2900 + NOT_LIVE_MS)).toBe(true);
  });

  it('wait again for the next question', () => {
    const guard = createLiveGuard();
    guard.begin(1000);
    expect(guard.press(2000)).toBe(true);
    guard.begin(2000);
    expect(guard.press(2001)).toBe(false);
  });
});
