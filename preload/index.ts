// Runs in the sandboxed window before its page: exposes the contract as `window.tokenManager` and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { createRendererApi } from './api';

contextBridge.exposeInMainWorld(
  'tokenManager',
  createRendererApi(
    ipcRenderer,
    () => (navigator as unknown as { userActivation: { isActive: boolean } }).userActivation.isActive,
  ),
);
