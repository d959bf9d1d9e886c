import { describe, expect, it } from 'vitest';
import { NOT_LIVE_MS } from '../../../preload/contract/prompt-view';
import { createPressDelay } from '../../../renderer/consent/press-delay';

describe('the buttons of the prompt', () => {
  it('do not work before there is a question', () => {
    expect(createPressDelay().press(1e9)).toBe(false);
  });

  it('work half a second after it has come', () => {
    const delay = createPressDelay();
    delay.begin(1000);
    expect(delay.leftMs(1000)).toBe(NOT_LIVE_MS);
    expect(delay.leftMs(1000 + NOT_LIVE_MS - 1)).toBe(1);
    expect(delay.press(1000 + NOT_LIVE_MS)).toBe(true);
  });

  it('wait again with each key of somebody who still types for another window', () => {
    const delay = createPressDelay();
    delay.begin(1000);
    for (let ms = 1100; ms < 3000; ms += 100) expect(delay.press(ms)).toBe(false);
    expect(delay.press(2900 + NOT_LIVE_MS)).toBe(true);
  });

  it('wait again for the next question', () => {
    const delay = createPressDelay();
    delay.begin(1000);
    expect(delay.press(2000)).toBe(true);
    delay.begin(2000);
    expect(delay.press(2001)).toBe(false);
  });
});
