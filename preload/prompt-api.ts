// The two functions of the consent prompt's page. preload/consent-prompt.ts exposes them. Must not import Electron.
import { PROMPT_CHANNELS, type PromptApi, type PromptView } from './contract/prompt-view';

/** The used part of `ipcRenderer`. */
export interface PromptIpc {
  send(channel: string, payload?: unknown): void;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/** Frozen. */
export function createPromptApi(ipc: PromptIpc): PromptApi {
  let isListening = false;
  return Object.freeze({
    onShow(listener: (view: PromptView) => void) {
      if (isListening) return;
      isListening = true;
      // Only the view is passed on: the event would give the page access to ipcRenderer.
      ipc.on(PROMPT_CHANNELS.show, (_event, view) => listener(view as PromptView));
      ipc.send(PROMPT_CHANNELS.ready);
    },
    answer(question: number, answer: string) {
      ipc.send(PROMPT_CHANNELS.answer, { question, answer });
    },
  });
}
