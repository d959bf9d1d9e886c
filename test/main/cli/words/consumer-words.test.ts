import { describe, expect, it } from 'vitest';
import {
  consentJson,
  consentLine,
  policyWords,
  trailAccount,
  trailLine,
} from '../../../../main/cli/words/consumer-words';
import { makeConsent, makeTrailEntry } from '../../../support/command-line/make-answers';

describe('a decision in words', () => {
  it('does not say allowed of what is asked about again', () => {
    expect(consentLine(consentJson(makeConsent({ by: 'told' })), 'main', 'ask')).toBe(
      'c1  main  asked about again, was notified before: bot.py',
    );
  });

  it.each([
    [makeConsent(), 'c1  main  allowed always: bot.py'],
    [makeConsent({ decision: 'deny', scope: 'hour' }), 'c1  main  blocked for an hour: bot.py'],
    [makeConsent({ by: 'told', scope: 'session' }), 'c1  main  gets tokens, you were notified: bot.py'],
  ])('%#', (consent, line) => {
    expect(consentLine(consentJson(consent), 'main')).toBe(line);
  });

  it('reports what happens to new programs', () => {
    expect([policyWords('ask'), policyWords('notify')]).toEqual([
      'you are asked about new programs',
      'new programs are allowed, and you are notified',
    ]);
  });
});

describe('an entry of the trail', () => {
  it('is a line', () => {
    expect(trailLine(makeTrailEntry({ count: 3, reason: 'nightly' }))).toBe(
      '7  2026-03-01T12:00:00.000Z  bot.py got a token (main): 3 times, valid 15 min, told, "nightly", by socket, token 1f0c77aa',
    );
    expect(trailLine(makeTrailEntry(), { main: 'Bert’s bot' })).toContain(' got a token (Bert’s bot (-p main)): ');
    expect(trailLine(makeTrailEntry(), { other: 'x' })).toContain(' got a token (a removed account (main)): ');
    expect(trailLine(makeTrailEntry({ count: 3, lastId: 10 }))).toMatch(/^7 \(to 10\)  /);
    expect(trailLine(makeTrailEntry({ id: 0 }))).toMatch(/^-  /);
    expect(trailLine(makeTrailEntry({ kind: 'refresh' }))).toContain('got a token with its refresh token');
    const refused = {
      event: 'refused',
      code: 'PAUSED',
      tag: undefined,
      validForMs: undefined,
      profileId: undefined,
    } as const;
    expect(trailLine(makeTrailEntry(refused))).toContain(
      'bot.py was refused: Handing out tokens is paused, told, by socket',
    );
  });
});

it.each([
  [undefined, 'main'],
  [{ main: 'Bert’s bot' }, 'Bert’s bot'],
  [{ other: 'x' }, 'a removed account (main)'],
])('an export names the account as %j knows it', (names, words) => {
  expect(trailAccount('main', names)).toBe(words);
});

it('a decision has the names and times of everything that is printed as JSON', () => {
  expect(consentJson(makeConsent({ lastUsedAtMs: 0 }))).toEqual({
    id: 'c1',
    profile: 'main',
    program_id: '/home/p/bot.py',
    session_id: null,
    binary: null,
    kind: null,
    name: 'bot.py',
    decision: 'allow',
    scope: 'always',
    by: 'person',
    decided_at: '2026-03-01T12:00:00.000Z',
    last_used_at: '1970-01-01T00:00:00.000Z',
  });
});
