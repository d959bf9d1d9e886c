// The preload script of the window: exposes the contract as `window.tokenManager` and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { createRendererApi } from './api';
import { createPace } from './pace';

/** This script's own copies: no script in the page can change them here. */
const { navigator, setTimeout } = globalThis as unknown as {
  readonly navigator: { readonly userActivation: { readonly isActive: boolean } };
  readonly setTimeout: (run: () => void, ms: number) => unknown;
};

contextBridge.exposeInMainWorld(
  'tokenManager',
  createRendererApi(ipcRenderer, {
    isPressing: () => navigator.userActivation.isActive,
    pace: createPace((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  }),
);
