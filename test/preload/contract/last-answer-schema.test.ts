import { expect, it } from 'vitest';
import { lastAnswerSchema } from '../../../preload/contract/last-answer-schema';

const answer = { kind: 'accepted', atMs: 1, durationMs: 210, host: 'api6.axiom.trade' };

it.each([
  ['nothing yet', { isUnreachedSince: false }, true],
  ['an answer', { answer, isUnreachedSince: true }, true],
  ['an answer of nobody known', { answer: { kind: 'error', atMs: 1, durationMs: 0 }, isUnreachedSince: false }, true],
  ['a word that is none', { answer: { ...answer, kind: 'praised' }, isUnreachedSince: false }, false],
  ['a time that is none', { answer: { ...answer, atMs: Infinity }, isUnreachedSince: false }, false],
  ['anything more', { answer: { ...answer, body: 'x' }, isUnreachedSince: false }, false],
  ['no word on the silence', { answer }, false],
])('%s', (_what, said, isAccepted) => {
  expect(lastAnswerSchema.safeParse(said).success).toBe(isAccepted);
});
