// The restrictions of every page of this app: one frozen constant, checked by a test. Used by all windows.

/** Written out in full, so that no version's default matters. */
export const SECURE_WEB_PREFERENCES = Object.freeze({
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
} as const);
