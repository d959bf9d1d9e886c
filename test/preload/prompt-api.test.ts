import { describe, expect, it } from 'vitest';
import { PROMPT_CHANNELS } from '../../preload/contract/prompt-view';
import { createPromptApi } from '../../preload/prompt-api';

/** The API, what it sends, and main's side of it. */
function prompt() {
  const sent: (readonly [string, unknown])[] = [];
  const listeners: ((event: unknown, payload: unknown) => void)[] = [];
  const api = createPromptApi({
    send: (channel, payload) => void sent.push([channel, payload]),
    on: (channel, listener) => {
      expect(channel).toBe(PROMPT_CHANNELS.show);
      listeners.push(listener);
    },
  });
  return { api, sent, listeners };
}

describe('what the page of the prompt gets', () => {
  it('is two functions that it cannot change', () => {
    const { api } = prompt();
    expect(Object.keys(api)).toEqual(['onShow', 'answer']);
    expect(Object.isFrozen(api)).toBe(true);
  });

  it('shows each view without the event, once main knows that it listens', () => {
    const { api, sent, listeners } = prompt();
    const got: unknown[][] = [];
    api.onShow((...all) => got.push(all));
    api.onShow(() => got.push(['a second listener']));
    expect(sent).toEqual([[PROMPT_CHANNELS.ready, undefined]]);
    for (const listener of listeners) listener({ sender: 'ipcRenderer' }, { question: 1 });
    expect(got).toEqual([[{ question: 1 }]]);
  });

  it('sends the answer with its question', () => {
    const { api, sent } = prompt();
    api.answer(4, 'block');
    expect(sent).toEqual([[PROMPT_CHANNELS.answer, { question: 4, answer: 'block' }]]);
  });
});
