// The type of what the preload script of the prompt adds to its `window`.
import type { PromptApi } from '../../preload/contract/prompt-view';

declare global {
  interface Window {
    readonly consentPrompt: PromptApi;
  }
}
