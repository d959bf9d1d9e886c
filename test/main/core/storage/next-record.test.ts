import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { nextRecord, type RecordFacts } from '../../../../main/core/storage/next-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const tokens = makeTokens(NOW + 1_000);
const key = new Secret('1'.repeat(64));
const facts: RecordFacts = {
  origin: 'https://axiom.trade',
  recordGeneration: 8,
  savedAtMs: NOW + 1_000,
  signInId: 'b'.repeat(32),
  decidedAtMs: NOW + 1_000,
  makeJournalKey: () => undefined,
};
const former = makeRecord(7, NOW, {
  email: 'jo@example.com',
  serverOffsetMs: -60_000,
  journalKey: key,
  unknownKeys: new Secret('{"later":1}'),
  signInId: 'a'.repeat(32),
});

describe('the record of new tokens', () => {
  it('has only known facts when there was no record before', () => {
    const { makeJournalKey: _, ...known } = facts;
    expect(nextRecord(undefined, tokens, facts)).toStrictEqual({ ...known, tokens });
  });

  it('keeps e-mail, offset, journal key and unknown keys of the one before, and nothing else', () => {
    const { email, serverOffsetMs, journalKey, unknownKeys } = former;
    const { makeJournalKey: _, ...known } = facts;
    const kept = { email, serverOffsetMs, journalKey, unknownKeys };
    expect(nextRecord(former, tokens, facts)).toStrictEqual({ ...known, tokens, ...kept });
  });

  it('prefers new facts to those of the record before', () => {
    const next = nextRecord(former, tokens, { ...facts, email: 'new@example.com', serverOffsetMs: 9_000 });
    expect([next.email, next.serverOffsetMs]).toEqual(['new@example.com', 9_000]);
  });

  it.each([
    [4_999, undefined],
    [-4_999, undefined],
    [5_000, 5_000],
    [-5_000, -5_000],
    [0, undefined],
  ])('with a measured offset of %d ms keeps %s', (serverOffsetMs, kept) => {
    expect(nextRecord(former, tokens, { ...facts, serverOffsetMs }).serverOffsetMs).toBe(kept);
  });

  it('makes a journal key only where there is none', () => {
    let made = 0;
    const makeJournalKey = () => {
      made++;
      return new Secret('2'.repeat(64));
    };
    expect(nextRecord(former, tokens, { ...facts, makeJournalKey }).journalKey).toEqual(key);
    expect(made).toBe(0);
    expect(nextRecord(makeRecord(1), tokens, { ...facts, makeJournalKey }).journalKey).toEqual(
      new Secret('2'.repeat(64)),
    );
  });
});
