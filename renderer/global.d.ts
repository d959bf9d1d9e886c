// Type of the API that the preload script adds to `window`. Types only: the window must not load zod.
import type { RendererApi } from '../preload/contract/schemas';

declare global {
  interface Window {
    readonly tokenManager: RendererApi;
  }
}
