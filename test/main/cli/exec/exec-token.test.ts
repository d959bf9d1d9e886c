import { describe, expect, it } from 'vitest';
import { tokenForChild } from '../../../../main/cli/exec/exec-token';
import type { TokenAnswer, TokenGetParams } from '../../../../main/handout/protocol';
import { makeTokenAnswer } from '../../../support/make-token-answer';

/** Answers requests in this order. */
async function ask(params: TokenGetParams, ...answers: TokenAnswer[]) {
  const asked: TokenGetParams[] = [];
  const token = await tokenForChild(async (each) => {
    asked.push(each);
    return answers[asked.length - 1] as TokenAnswer;
  }, params);
  return { asked, generation: token.generation };
}

describe('the token of a child', () => {
  it('is as was asked for', async () => {
    expect(await ask({ minValidMs: 7 }, makeTokenAnswer({ expires_in: 1 }))).toEqual({
      asked: [{ minValidMs: 7 }],
      generation: 1,
    });
  });

  it('is the first one where that has half its life left, or five minutes', async () => {
    expect(await ask({}, makeTokenAnswer({ expires_in: 300 }))).toEqual({ asked: [{ minValidMs: 0 }], generation: 1 });
    expect(await ask({}, makeTokenAnswer({ lifetimeMs: 4_000, expires_in: 2 }))).toMatchObject({ generation: 1 });
    expect(await ask({}, makeTokenAnswer({ expires_at: null, expires_in: null }))).toMatchObject({ generation: 1 });
  });

  it('is another one else', async () => {
    const params = { profile: 'second', waitMs: 5 };
    expect(await ask(params, makeTokenAnswer({ expires_in: 299 }), makeTokenAnswer({ generation: 2 }))).toEqual({
      asked: [
        { ...params, minValidMs: 0 },
        { ...params, minValidMs: 300_000 },
      ],
      generation: 2,
    });
  });
});
