import { describe, expect, it } from 'vitest';
import type { Consent } from '../../../main/handout/consent';
import {
  isOfThisRun,
  isVoidAfter,
  makeConsent,
  putConsent,
  removeConsents,
  setPolicyOf,
  withoutAccount,
  withoutEnded,
  withUses,
} from '../../../main/handout/consent-changes';
import { BOT } from '../../support/make-handout';

const allowed: Consent = {
  id: 'a',
  profileId: 'main',
  programId: BOT.programId,
  name: 'bot',
  decision: 'allow',
  scope: 'always',
  by: 'person',
  decidedAtMs: 1000,
};
const told: Consent = { ...allowed, id: 't', by: 'told' };
const blocked: Consent = { ...allowed, id: 'b', decision: 'deny' };
const forHour: Consent = { ...blocked, id: 'h', scope: 'hour' };
const refreshForHour: Consent = { ...forHour, id: 'r', kind: 'refresh' };
const session: Consent = { ...allowed, id: 's', scope: 'session', sessionId: 'tty1' };
const otherSession: Consent = { ...session, id: 'o', sessionId: 'tty2' };

it.each<[string, Consent, Consent, boolean]>([
  ['an allow after a block', allowed, blocked, true],
  ['an allow after an earlier one', { ...allowed, id: 'x', binary: 'new' }, allowed, true],
  ['an allow after a notification', allowed, told, true],
  ['an allow after a refusal for an hour', allowed, forHour, true],
  ['an allow after a refusal of the refresh token', allowed, refreshForHour, false],
  ['a block after an allow', blocked, allowed, true],
  ['a block after a refusal of the refresh token', blocked, refreshForHour, true],
  ['a refusal for an hour after an allow', forHour, allowed, false],
  ['a refusal for an hour after another', forHour, { ...forHour, id: 'x' }, true],
  ['a refusal for an hour after a block', forHour, blocked, false],
  ['a refusal for an hour after one of the refresh token', forHour, refreshForHour, false],
  ['a notification after an allow', told, allowed, false],
  ['a second notification', { ...told, id: 'x' }, told, true],
  ['a session after the same session', session, { ...session, id: 'x' }, true],
  ['a session after another one', session, otherSession, false],
  ['always after a session', allowed, session, true],
  ['a session after always', session, allowed, false],
  ['another account', { ...allowed, profileId: 'second' }, blocked, false],
  ['another program', { ...allowed, programId: 'other' }, blocked, false],
])('%s makes it void: %#', (_what, decided, former, expected) => {
  expect(isVoidAfter(decided, former)).toBe(expected);
});

describe('a change', () => {
  const content = { policies: { main: 'ask' }, consents: [blocked, told, otherSession] } as const;

  it('replaces the decisions that it overrides; applied twice it gives the same', () => {
    const change = putConsent(session);
    expect(change(content).consents).toEqual([blocked, told, otherSession, session]);
    expect(change(change(content))).toEqual(change(content));
    expect(putConsent(allowed)(content).consents).toEqual([allowed]);
  });

  it('that is for this run only is not stored, but overrides older decisions', () => {
    expect(putConsent({ ...allowed, scope: 'run' })(content).consents).toEqual([]);
    expect((['always', 'session', 'run', 'hour'] as const).map(isOfThisRun)).toEqual([false, false, true, true]);
  });

  it('removes, sets, forgets and notes', () => {
    expect(removeConsents(({ id }) => id === 'b')(content).consents).toEqual([told, otherSession]);
    expect(setPolicyOf('second', 'notify')(content).policies).toEqual({ main: 'ask', second: 'notify' });
    expect(withoutAccount('main')(content)).toEqual({ policies: {}, consents: [] });
    const used = withUses(new Map([['t', 5000]]));
    expect(used(content).consents[1]).toEqual({ ...told, lastUsedAtMs: 5000 });
    expect(withUses(new Map([['t', 4000]]))(used(content))).toEqual(used(content));
    expect(withoutEnded(1000 + 600_000)(content).consents).toEqual([blocked, told]);
  });
});

describe('a new decision', () => {
  const base = {
    id: 'n',
    profileId: 'main',
    consumer: BOT,
    decision: 'allow',
    decidedAtMs: 1,
  } as const;
  const scopeOf = (more: object) => makeConsent({ ...base, scope: 'always', ...more }).scope;

  it('applies to the file that was there, and to a session if there is one', () => {
    expect(makeConsent({ ...base, scope: 'always' })).toMatchObject({
      binary: 'file 1',
      by: 'person',
      scope: 'always',
    });
    expect(makeConsent({ ...base, scope: 'always' }).sessionId).toBeUndefined();
    expect(makeConsent({ ...base, scope: 'session' }).sessionId).toBe('tty1');
  });

  it('is for this run only if it would permanently allow programs that cannot be distinguished', () => {
    expect(scopeOf({ consumer: { ...BOT, kind: 'unknown' } })).toBe('run');
    expect(scopeOf({ consumer: { ...BOT, kind: 'unknown' }, decision: 'deny' })).toBe('always');
  });
});
