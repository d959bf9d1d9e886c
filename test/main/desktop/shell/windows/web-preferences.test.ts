import { describe, expect, it } from 'vitest';
import { SECURE_WEB_PREFERENCES } from '../../../../../main/desktop/shell/windows/web-preferences';

describe('the preferences of every page', () => {
  it('are frozen and set every security option', () => {
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
      enableDeprecatedPaste: false,
      safeDialogs: true,
      spellcheck: false,
    });
  });
});
