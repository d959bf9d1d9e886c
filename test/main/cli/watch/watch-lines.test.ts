import { describe, expect, it } from 'vitest';
import { deathOf, type WatchFormat, WatchLines } from '../../../../main/cli/watch/watch-lines';
import type { FeedEvent } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const token = (generation: number): FeedEvent => ({ type: 'token', token: makeTokenAnswer({ generation }) });
const state = (session: string): FeedEvent => ({ type: 'state', state: { token: 'good', session, storage: 'saved' } });
const waiting = (code: 'NETWORK' | 'BROKER_UNAVAILABLE' | 'NOT_AUTHENTICATED'): FeedEvent => ({
  type: 'waiting',
  error: new AxiomTokenError(code),
});
const paused: FeedEvent = { type: 'paused' };

/** The lines printed for each event, shortened. */
function printed(events: readonly FeedEvent[], wish: Partial<ConstructorParameters<typeof WatchLines>[0]> = {}) {
  const lines = new WatchLines({ format: 'jsonl', hasTokens: true, hasStates: true, ...wish });
  return events.map((event) =>
    lines.next(event).map(({ line }) => {
      const { type, generation, state: facets, error } = JSON.parse(line);
      return type === 'state'
        ? `state ${facets?.session ?? '-'} ${error?.code ?? 'well'}`
        : [type, generation].join(' ').trim();
    }),
  );
}

describe('the lines of jsonl', () => {
  it.each<[string, FeedEvent[], string[][]]>([
    ['each new pair once', [token(1), token(1), token(2)], [['token 1'], [], ['token 2']]],
    [
      'facets that change',
      [token(1), state('ok'), state('refreshing'), token(2)],
      [['token 1'], [], ['state refreshing well'], ['token 2']],
    ],
    [
      'an app that is started again: why, and that it continues, with the same pair',
      [token(1), waiting('BROKER_UNAVAILABLE'), waiting('BROKER_UNAVAILABLE'), token(1)],
      [['token 1'], ['state ok BROKER_UNAVAILABLE'], [], ['state ok well']],
    ],
    [
      'an app that is started again, with the next pair',
      [token(1), waiting('BROKER_UNAVAILABLE'), token(2)],
      [['token 1'], ['state ok BROKER_UNAVAILABLE'], ['state ok well', 'token 2']],
    ],
    [
      'a pause, and the same pair after it',
      [token(1), paused, paused, token(1)],
      [['token 1'], ['paused'], [], ['state ok well']],
    ],
    [
      'trouble of two kinds',
      [waiting('NETWORK'), waiting('BROKER_UNAVAILABLE')],
      [['state - NETWORK'], ['state - BROKER_UNAVAILABLE']],
    ],
  ])('%s', (_what, events, lines) => expect(printed(events)).toEqual(lines));

  it('are those that were asked for, and a pause in any case', () => {
    const events = [token(1), state('refreshing'), paused];
    expect(printed(events, { hasStates: false })).toEqual([['token 1'], [], ['paused']]);
    expect(printed(events, { hasTokens: false })).toEqual([['state ok well'], ['state refreshing well'], ['paused']]);
  });

  it('contain no secret except the token', () => {
    const lines = new WatchLines({ format: 'jsonl', hasTokens: true, hasStates: true });
    const [line] = lines.next(token(1));
    expect(JSON.parse(line?.line ?? '')).toMatchObject({
      type: 'token',
      access_token: 'access.token.1',
      refresh_token: 'placeholder',
    });
  });
});

describe('the other formats', () => {
  it.each<[WatchFormat, string]>([
    ['raw', 'access.token.1'],
    ['header', 'Cookie: auth-access-token=access.token.1'],
    ['cookie', 'auth-access-token=access.token.1'],
  ])('%s: each new pair and nothing else', (format, line) => {
    const lines = new WatchLines({ format, hasTokens: true, hasStates: false });
    const all = [token(1), state('refreshing'), paused, token(1), waiting('NETWORK'), token(1)];
    expect(all.flatMap((event) => lines.next(event))).toEqual([{ slot: 'token', line }]);
  });
});

describe('the end', () => {
  it.each<[string, FeedEvent, boolean, string | undefined]>([
    ['a dead session', state('needs-sign-in'), true, 'UNAUTHORIZED'],
    ['a sign-out after a token', waiting('NOT_AUTHENTICATED'), true, 'UNAUTHORIZED'],
    ['no tokens from the start', waiting('NOT_AUTHENTICATED'), false, 'NOT_AUTHENTICATED'],
    ['a refusal', { type: 'ended', error: new AxiomTokenError('DENIED') }, true, 'DENIED'],
    ['no network', waiting('NETWORK'), true, undefined],
    ['a pause', paused, true, undefined],
    ['a token', token(1), true, undefined],
    ['a session that was refused once', state('refused-once'), true, undefined],
  ])('%s', (_what, event, hadToken, code) => expect(deathOf(event, hadToken)?.code).toBe(code));
});
