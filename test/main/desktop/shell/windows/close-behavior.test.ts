import { describe, expect, it } from 'vitest';
import { closeBehavior } from '../../../../../main/desktop/shell/windows/close-behavior';

describe('closing the window', () => {
  it.each([
    [{ isQuitting: true, hasTray: true }, 'close'],
    [{ isQuitting: true, hasTray: false }, 'close'],
    [{ isQuitting: false, hasTray: true }, 'hide'],
    [{ isQuitting: false, hasTray: false }, 'minimize'],
  ] as const)('with %o means: %s', (state, behavior) => {
    expect(closeBehavior(state)).toBe(behavior);
  });
});
