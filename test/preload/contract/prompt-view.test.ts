import { describe, expect, it } from 'vitest';
import { PROMPT_ANSWERS, promptReplyOf } from '../../../preload/contract/prompt-view';

describe('what the page of the prompt sends', () => {
  it.each(PROMPT_ANSWERS.map((answer) => [answer] as const))('is taken: %s', (answer) => {
    expect(promptReplyOf({ question: 3, answer, more: 'nothing' })).toEqual({ question: 3, answer });
  });

  it.each<[what: string, sent: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'always'],
    ['no question', { answer: 'always' }],
    ['a question that is no number', { question: '3', answer: 'always' }],
    ['an answer that is no button', { question: 3, answer: 'forever' }],
    ['the name of something else', { question: 3, answer: 'constructor' }],
  ])('is nothing else: %s', (_what, sent) => {
    expect(promptReplyOf(sent)).toBeUndefined();
  });
});
