import { describe, expect, it } from 'vitest';
import { closeBehavior } from '../../../../../main/desktop/shell/windows/close-behavior';

describe('closing the window', () => {
  it.each([
    [{ isQuitting: true, hasTray: true, staysInTray: true }, 'close'],
    [{ isQuitting: true, hasTray: true, staysInTray: false }, 'close'],
    [{ isQuitting: true, hasTray: false, staysInTray: true }, 'close'],
    [{ isQuitting: true, hasTray: false, staysInTray: false }, 'close'],
    [{ isQuitting: false, hasTray: true, staysInTray: true }, 'hide'],
    [{ isQuitting: false, hasTray: false, staysInTray: true }, 'minimize'],
    [{ isQuitting: false, hasTray: true, staysInTray: false }, 'quit'],
    [{ isQuitting: false, hasTray: false, staysInTray: false }, 'quit'],
  ] as const)('with %o means: %s', (state, behavior) => {
    expect(closeBehavior(state)).toBe(behavior);
  });
});
