// Answers of calls, as the command line gets them.
import { HELD_TOKEN } from '../../../main/core/base/held-token';
import type { Consent } from '../../../main/handout/consent';
import type { ProfileState, StatusAnswer, TokenAnswer } from '../../../main/handout/protocol';
import type { TrailEntry } from '../../../main/handout/trail-entry';
import { FAKE_START_MS } from '../fakes/clock/fake-clock';

export function makeTokenAnswer(over: Partial<TokenAnswer> = {}): TokenAnswer {
  return {
    schema: 'axiom-tokens.token.v1',
    profile: 'main',
    origin: 'https://axiom.trade',
    account: 'a@b.test',
    access_token: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln',
    cookie_name: 'auth-access-token',
    issued_at: '2026-03-01T12:00:00.000Z',
    expires_at: '2026-03-01T12:15:00.000Z',
    expires_in: 900,
    refresh_after: '2026-03-01T12:07:30.000Z',
    generation: 3,
    refresh_token: HELD_TOKEN,
    state: { token: 'good', session: 'ok', storage: 'saved' },
    clock_offset_ms: 0,
    source: 'broker',
    trail_tag: '1f0c77aa',
    ...over,
  };
}

export function makeProfileState(over: Partial<ProfileState> = {}): ProfileState {
  return {
    id: 'main',
    name: 'main',
    is_default: true,
    account: 'a@b.test',
    origin: 'https://axiom.trade',
    place: 'keychain',
    token: 'good',
    session: 'ok',
    storage: 'saved',
    headline: 'Signed in',
    expires_at: '2026-03-01T12:15:00.000Z',
    expires_in: 900,
    next_refresh_at: '2026-03-01T12:07:30.000Z',
    session_ends_at: null,
    last_refresh: { at: '2026-03-01T12:00:00.000Z', ms: 120, result: 'ok' },
    last_error: null,
    consumers: 1,
    checked_at: null,
    verdict: null,
    ...over,
  };
}

export function makeStatus(over: Partial<StatusAnswer> = {}): StatusAnswer {
  return {
    schema: 'axiom-tokens.status.v1',
    now: '2026-03-01T12:00:00.000Z',
    broker: { running: true, kind: 'app', version: '0.1.0', pid: 321 },
    paused: null,
    profiles: [makeProfileState()],
    ...over,
  };
}

export function makeConsent(over: Partial<Consent> = {}): Consent {
  return {
    id: 'c1',
    profileId: 'main',
    programId: '/home/p/bot.py',
    name: 'bot.py',
    decision: 'allow',
    scope: 'always',
    by: 'person',
    decidedAtMs: FAKE_START_MS,
    ...over,
  };
}

export function makeTrailEntry(over: Partial<TrailEntry> = {}): TrailEntry {
  return {
    id: 7,
    atMs: FAKE_START_MS,
    lastAtMs: FAKE_START_MS,
    event: 'handed-out',
    via: 'socket',
    consumer: { kind: 'program', programId: '/home/p/bot.py', sessionId: 's', name: 'bot.py', pid: 42 },
    profileId: 'main',
    kind: 'access',
    validForMs: 900_000,
    rule: 'told',
    tag: '1f0c77aa',
    count: 1,
    ...over,
  };
}
