// What the preload script puts into the window. Types only: the window never loads zod.
import type { RendererApi } from '../preload/contract/schemas';

declare global {
  interface Window {
    readonly tokenManager: RendererApi;
  }
}
