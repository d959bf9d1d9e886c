// Runs in the sandboxed window before its page: exposes the contract as `window.tokenManager` and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { createRendererApi } from './api';

/** The page's own, as the world of this script sees it: no script in the page can change it here. */
const { navigator } = globalThis as unknown as {
  readonly navigator: { readonly userActivation: { readonly isActive: boolean } };
};

contextBridge.exposeInMainWorld(
  'tokenManager',
  createRendererApi(ipcRenderer, () => navigator.userActivation.isActive),
);
