import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../main/handout/consent';
import { type Consumer, PERSON } from '../../../main/handout/consumer';
import { type ConsentFacts, decideConsent, isInForce } from '../../../main/handout/decide-consent';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const bot: Consumer = {
  kind: 'program',
  programId: '/usr/bin/bot',
  sessionId: 'tty1',
  name: 'bot',
  binary: 'file 1',
};
const allowed: Consent = {
  id: 'c1',
  profileId: 'main',
  programId: bot.programId,
  name: 'bot',
  decision: 'allow',
  scope: 'always',
  by: 'person',
  decidedAtMs: NOW - HOUR,
  binary: 'file 1',
};
const told: Consent = { ...allowed, id: 'c2', by: 'told' };
const blocked: Consent = { ...allowed, id: 'c3', decision: 'deny' };
const forSession: Consent = { ...allowed, id: 'c4', scope: 'session', sessionId: 'tty1', lastUsedAtMs: NOW - 1 };
const changed = { ...bot, binary: 'file 2' };
const unseen = { ...bot, binary: undefined };
const SCRIPT = '/home/u/bot.py';
const script: Consumer = { ...bot, programId: `/usr/bin/python3 ${SCRIPT}`, script: SCRIPT, fileId: '8:21' };
const LINK = '/home/u/link.py';
const byLink: Consumer = {
  ...script,
  programId: `/usr/bin/python3 ${LINK}`,
  script: LINK,
  realScript: SCRIPT,
  fileId: '8:99',
};
const byHardLink: Consumer = { ...byLink, realScript: undefined, fileId: '8:21' };
const of = (programId: string, fileId?: string): Consent => ({ ...blocked, programId, fileId });
const child: Consumer = { ...bot, kind: 'child', programId: 'key', sessionId: 'key', name: 'its child', lentBy: bot };

describe('the decision for a consumer', () => {
  it.each<[what: string, facts: Partial<ConsentFacts>, expected: object]>([
    ['a person', { consumer: PERSON, consents: [blocked] }, { kind: 'allow', rule: 'pressed by a person' }],
    ['a person, the refresh token', { consumer: PERSON, kind: 'refresh' }, { kind: 'allow' }],
    ['new, notify', {}, { kind: 'notify', rule: 'first use, told' }],
    ['new, ask', { policy: 'ask' }, { kind: 'ask' }],
    ['told, notify', { consents: [told] }, { kind: 'allow', rule: 'told at first use', consent: told }],
    ['told, but the policy asks now', { policy: 'ask', consents: [told] }, { kind: 'ask', why: expect.any(String) }],
    [
      'told, its file has changed',
      { consumer: changed, consents: [told] },
      { kind: 'notify', why: expect.any(String) },
    ],
    ['allowed', { policy: 'ask', consents: [allowed] }, { kind: 'allow', rule: 'allowed always' }],
    ['allowed, another program', { policy: 'ask', consents: [{ ...allowed, programId: 'x' }] }, { kind: 'ask' }],
    [
      'allowed always, its file has changed, also if the account only notifies',
      { consumer: changed, consents: [allowed] },
      { kind: 'ask', why: 'Its file has changed since you allowed it.' },
    ],
    [
      'allowed always, its file cannot be compared',
      { consumer: unseen, consents: [allowed] },
      { kind: 'ask', why: 'It is unknown whether its file is still the same.' },
    ],
    [
      'allowed always, and no file was known then',
      { consumer: changed, policy: 'ask', consents: [{ ...allowed, binary: undefined }] },
      { kind: 'allow' },
    ],
    [
      'allowed again with the new file',
      { consumer: changed, consents: [{ ...allowed, binary: 'file 2' }] },
      { kind: 'allow' },
    ],
    ['blocked', { consents: [blocked] }, { kind: 'deny', rule: 'blocked', consent: blocked }],
    ['blocked, with another file', { consumer: changed, consents: [blocked] }, { kind: 'deny' }],
    ['blocked and allowed', { consents: [allowed, blocked] }, { kind: 'deny' }],
    [
      'blocked for an hour',
      { consents: [{ ...blocked, scope: 'hour', decidedAtMs: NOW - HOUR + 1 }] },
      { kind: 'deny' },
    ],
    ['blocked for an hour that is over', { consents: [{ ...blocked, scope: 'hour' }] }, { kind: 'notify' }],
    [
      'allowed for its session',
      { policy: 'ask', consents: [forSession] },
      { kind: 'allow', rule: 'allowed for this session' },
    ],
    [
      'allowed for another session',
      { policy: 'ask', consents: [{ ...forSession, sessionId: 'tty2' }] },
      { kind: 'ask' },
    ],
    ['blocked by its path, whatever runs it', { consumer: script, consents: [of(SCRIPT)] }, { kind: 'deny' }],
    [
      'blocked with another interpreter',
      { consumer: script, consents: [of(`/usr/bin/pypy ${SCRIPT}`)] },
      { kind: 'deny' },
    ],
    ['blocked by its path, run by a link', { consumer: byLink, consents: [of(SCRIPT)] }, { kind: 'deny' }],
    [
      'blocked as a file, run by another name',
      { consumer: byHardLink, consents: [of(SCRIPT, '8:21')] },
      { kind: 'deny' },
    ],
    ['another file of a link’s name', { consumer: byHardLink, consents: [of(SCRIPT, '8:22')] }, { kind: 'notify' }],
    [
      'allowed as a file, run by another name',
      { consumer: byHardLink, policy: 'ask', consents: [{ ...of(SCRIPT, '8:21'), decision: 'allow' }] },
      { kind: 'ask' },
    ],
    ['the refresh token, allowed', { kind: 'refresh', consents: [allowed] }, { kind: 'ask' }],
    ['the refresh token, new, notify', { kind: 'refresh' }, { kind: 'ask' }],
    ['the refresh token, blocked', { kind: 'refresh', consents: [blocked] }, { kind: 'deny' }],
    [
      'the refresh token, refused for an hour',
      { kind: 'refresh', consents: [{ ...blocked, kind: 'refresh', scope: 'hour', decidedAtMs: NOW }] },
      { kind: 'deny' },
    ],
    [
      'the access token, when only the refresh token was refused',
      { consents: [allowed, { ...blocked, kind: 'refresh', scope: 'hour', decidedAtMs: NOW }] },
      { kind: 'allow' },
    ],
    ['a child, its lender allowed', { consumer: child, policy: 'ask', consents: [allowed] }, { kind: 'allow' }],
    ['a child, its lender blocked', { consumer: child, consents: [blocked] }, { kind: 'deny' }],
    [
      'a child, itself blocked',
      { consumer: child, consents: [allowed, { ...blocked, programId: 'key' }] },
      { kind: 'deny' },
    ],
    [
      'a child, itself allowed alone',
      { consumer: child, policy: 'ask', consents: [{ ...allowed, programId: 'key' }] },
      { kind: 'ask' },
    ],
    ['a child, its lender asked about', { consumer: child, policy: 'ask' }, { kind: 'ask' }],
    [
      'a child of a child',
      { consumer: { ...child, lentBy: child }, policy: 'ask', consents: [allowed] },
      { kind: 'allow' },
    ],
  ])('%s', (_what, facts, expected) => {
    const base: ConsentFacts = { consumer: bot, kind: 'access', policy: 'notify', consents: [], nowMs: NOW };
    const decision = decideConsent({ ...base, ...facts });
    expect(decision).toMatchObject(expected);
    expect('why' in decision && decision.why !== undefined).toBe('why' in expected);
  });
});

describe('how long a consent is in force', () => {
  const at = (scope: Consent['scope'], agoMs: number, usedAgoMs = agoMs, decision: Consent['decision'] = 'allow') =>
    isInForce({ ...allowed, scope, decision, decidedAtMs: NOW - agoMs, lastUsedAtMs: NOW - usedAgoMs }, NOW);

  it.each([
    ['always, for years', at('always', 20_000 * HOUR), true],
    ['until the lock', at('run', 100 * HOUR), true],
    ['a session, just used', at('session', 11 * HOUR, MINUTE), true],
    ['a session, 10 minutes without use', at('session', 11 * HOUR, 10 * MINUTE), false],
    ['a session, after 12 hours', at('session', 12 * HOUR, 0), false],
    ['a session, decided by a clock that was set back since', at('session', -2 * MINUTE), false],
    ['a session, decided by a clock that was set back a little', at('session', -MINUTE / 2), true],
    ['an hour', at('hour', HOUR - 1, 0, 'deny'), true],
    ['an hour that is over', at('hour', HOUR, 0, 'deny'), false],
    ['an hour, when the clock was set back', at('hour', -HOUR, 0, 'deny'), true],
  ])('%s: %s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });
});
