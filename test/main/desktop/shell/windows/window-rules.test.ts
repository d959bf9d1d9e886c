import { describe, expect, it } from 'vitest';
import { closeBehavior } from '../../../../../main/desktop/shell/windows/close-behavior';
import { enableSandboxWherePossible } from '../../../../../main/desktop/shell/windows/harden-session';
import { SECURE_WEB_PREFERENCES } from '../../../../../main/desktop/shell/windows/web-preferences';

describe('the preferences of every page', () => {
  it('are frozen and leave nothing open', () => {
    expect(Object.isFrozen(SECURE_WEB_PREFERENCES)).toBe(true);
    expect(SECURE_WEB_PREFERENCES).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    });
  });
});

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

describe('the sandbox of all processes', () => {
  it.each([
    [['electron', '.'], 1],
    [['electron', '--no-sandbox', '.'], 0],
  ])('with %j is asked for %d times', (argv, times) => {
    let asked = 0;
    enableSandboxWherePossible({ enableSandbox: () => void asked++ } as never, argv);
    expect(asked).toBe(times);
  });
});
