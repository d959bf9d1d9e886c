// Type of the API that the prompt's preload script adds to its `window`.
import type { PromptApi } from '../../preload/contract/prompt-view';

declare global {
  interface Window {
    readonly consentPrompt: PromptApi;
  }
}
