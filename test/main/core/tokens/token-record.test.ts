import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import {
  MAX_GENERATION,
  MAX_RECORD_BYTES,
  type TokenRecord,
  decodeTokenRecord,
  encodeTokenRecord,
} from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { type MadeClaims, makeJwt } from '../../../support/make-jwt';
import { exposed, makeRecord } from '../../../support/make-record';
import { anyCharacter } from '../../../support/any-character';

const NOW = FAKE_START_MS;

const token = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1 })
  .map((text) => new Secret(text));
const time = fc.maxSafeNat();
const anyRecord: fc.Arbitrary<TokenRecord> = fc.record(
  {
    tokens: fc.record(
      {
        accessToken: token,
        refreshToken: token,
        receivedAtMs: time,
        expiresAtMs: time,
        accountId: fc.string({ unit: anyCharacter }),
        authenticatedUserId: fc.string({ unit: anyCharacter }),
        subject: fc.string({ unit: anyCharacter }),
      },
      { requiredKeys: ['accessToken', 'refreshToken', 'receivedAtMs', 'authenticatedUserId'] },
    ),
    origin: fc.webUrl(),
    recordGeneration: fc.nat(),
    savedAtMs: time,
    signInId: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
    email: fc.string({ unit: anyCharacter }),
    serverOffsetMs: fc.integer(),
    spent: fc.constantFrom('0'.repeat(16), 'ab12'.repeat(4)),
    decidedAtMs: time,
  },
  { requiredKeys: ['tokens', 'origin', 'recordGeneration', 'savedAtMs'] },
);

const codeOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return 'no error';
};

describe('the record codec', () => {
  it('gives back every record, as ASCII', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const encoded = encodeTokenRecord(record);
        expect(encoded.expose()).toMatch(/^[\x20-\x7f]*$/);
        // Strict: an unknown field is absent, not present with undefined.
        expect(exposed(decodeTokenRecord(encoded))).toStrictEqual(exposed(record));
      }),
    );
  });

  it.each(['', 'AB12'.repeat(4), 'ab12'.repeat(5), 7, null])('counts the name %j of a spent token as none', (spent) => {
    const record = decodeTokenRecord(new Secret(JSON.stringify({ ...good, spent })));
    expect(record).not.toHaveProperty('spent');
  });

  it('refuses a record over 64 KiB', () => {
    const record = makeRecord(1, FAKE_START_MS, { email: 'ü'.repeat(MAX_RECORD_BYTES / 6) });
    expect(codeOf(() => encodeTokenRecord(record))).toBe('SECRET_TOO_LARGE');
  });

  it('accepts a record of exactly 64 KiB', () => {
    const sized = (length: number) => encodeTokenRecord(makeRecord(1, FAKE_START_MS, { email: 'x'.repeat(length) }));
    const rest = MAX_RECORD_BYTES - sized(0).expose().length;
    expect(sized(rest).expose()).toHaveLength(MAX_RECORD_BYTES);
    expect(codeOf(() => sized(rest + 1))).toBe('SECRET_TOO_LARGE');
  });

  it('drops what a newer version has added before it drops the sign-in', () => {
    const text = encodeTokenRecord(makeRecord()).expose();
    const large = decodeTokenRecord(new Secret(text.replace('{', `{"later":"${'ü'.repeat(MAX_RECORD_BYTES / 6)}",`)));
    expect(encodeTokenRecord({ ...large, replaced: { tokens: large.tokens, by: 'a' } }).expose()).toBe(text);
  });

  it('keeps keys that it does not know over a change, and lets none of them replace one that it knows', () => {
    const text = encodeTokenRecord(makeRecord()).expose().replace('{', '{"later":[1,{"a":"ü"}],"v2":null,');
    const read = decodeTokenRecord(new Secret(text));
    expect(read.recordGeneration).toBe(1);
    const written = JSON.parse(encodeTokenRecord({ ...read, recordGeneration: 2 }).expose()) as Record<string, unknown>;
    expect(written).toMatchObject({ v: 1, generation: 2, later: [1, { a: 'ü' }], v2: null });
    const sly = { ...read, unknownKeys: new Secret('{"v":9,"generation":99}') };
    expect(JSON.parse(encodeTokenRecord(sly).expose())).toMatchObject({ v: 1, generation: 1 });
    expect(inspect(read, { depth: 9 })).not.toContain('later');
  });

  it('has no unknown keys when there are none', () => {
    expect(decodeTokenRecord(encodeTokenRecord(makeRecord()))).not.toHaveProperty('unknownKeys');
  });

  it('reports a record by a newer version of the app as that, not as damaged', () => {
    const text = encodeTokenRecord(makeRecord()).expose().replace('"v":1', '"v":2');
    expect(() => decodeTokenRecord(new Secret(text))).toThrow(
      expect.objectContaining({
        code: 'STORAGE_CORRUPT',
        message: 'The saved tokens were written by a newer version of this app.',
        remedy: 'Install that version again; the tokens are untouched. Signing in here would replace them.',
      }),
    );
  });

  const good = JSON.parse(encodeTokenRecord(makeRecord()).expose()) as Record<string, unknown>;
  it.each([
    ['no version', { v: undefined }],
    ['an earlier version', { v: 0 }],
    ['an empty token', { access_token: '' }],
    ['a token with a line break', { refresh_token: 'a\r\nb' }],
    ['a time as text', { expires_at_ms: '1' }],
    ['half a millisecond', { received_at_ms: 0.5 }],
    ['no origin', { origin: undefined }],
    ['a negative generation', { generation: -1 }],
    ['half a generation', { generation: 1.5 }],
    ['an endless second name', { subject: 'x'.repeat(1_001) }],
    ['an e-mail that is none', { email: 'x'.repeat(1_001) }],
    ['an endless account', { account_id: 'x'.repeat(1_001) }],
    ['an endless origin', { origin: 'x'.repeat(1_001) }],
  ])('calls a record with %s damaged', (_what, change) => {
    const text = JSON.stringify({ ...good, ...change });
    expect(codeOf(() => decodeTokenRecord(new Secret(text)))).toBe('STORAGE_CORRUPT');
  });

  it.each([
    [2 ** 40 - 1, 2 ** 40 - 1],
    [2 ** 40, 2 ** 40],
    [2 ** 40 + 1, 0],
    [Number.MAX_SAFE_INTEGER, 0],
    [2 ** 53 + 2, 0],
    [1e300, 0],
  ])('reads the generation %d as %d, and can save a later one', (generation, read) => {
    const record = decodeTokenRecord(new Secret(JSON.stringify({ ...good, generation })));
    expect(record.recordGeneration).toBe(read);
    if (read < MAX_GENERATION) {
      const later = { ...record, recordGeneration: read + 1 };
      expect(decodeTokenRecord(encodeTokenRecord(later)).recordGeneration).toBe(read + 1);
    }
  });

  const jwt = (claims: MadeClaims) => makeJwt(claims).expose();
  it.each<[string, object, object]>([
    [
      'an end that was guessed',
      { access_token: jwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000 }), expires_at_ms: NOW + 3_600_000 },
      { issuedAtMs: NOW, expiresAtMs: NOW + 900_000 },
    ],
    [
      'an end that the token does not say',
      { access_token: jwt({ issuedAtMs: NOW }), expires_at_ms: NOW + 3_600_000, issued_at_ms: NOW - 5 },
      { issuedAtMs: NOW, expiresAtMs: NOW + 3_600_000 },
    ],
    [
      'an issue half a minute before the end',
      { access_token: 'opaque', expires_at_ms: NOW + 90_000, issued_at_ms: NOW + 60_000 },
      { issuedAtMs: undefined, expiresAtMs: NOW + 90_000 },
    ],
    [
      'the end of a cookie for that of the sign-in',
      { refresh_token: 'opaque', refresh_expires_at_ms: NOW + 3_600_000 },
      { refreshExpiresAtMs: undefined },
    ],
    [
      'another end of the sign-in than the token says',
      { refresh_token: jwt({ expiresAtMs: NOW + 86_400_000 }), refresh_expires_at_ms: NOW + 3_600_000 },
      { refreshExpiresAtMs: NOW + 86_400_000 },
    ],
    [
      'one name of the account, where the token has both',
      { access_token: jwt({ accountId: 'u1', extra: { sub: 's1' } }), account_id: 'u1' },
      { accountId: 'u1', authenticatedUserId: 'u1', subject: 's1' },
    ],
    [
      'the sub as the account',
      { access_token: jwt({ extra: { sub: 's1' } }), refresh_token: 'opaque', account_id: 's1' },
      { accountId: 's1', authenticatedUserId: undefined, subject: 's1' },
    ],
    [
      'an account beside opaque tokens',
      { access_token: 'opaque', refresh_token: 'opaque', account_id: 'u1' },
      { accountId: 'u1', authenticatedUserId: 'u1', subject: undefined },
    ],
  ])('understands a record of an earlier version with %s', (_what, change, tokens) => {
    const { authenticated_user_id: _, ...earlier } = good;
    const read = decodeTokenRecord(new Secret(JSON.stringify({ ...earlier, ...change }))).tokens;
    expect({ ...read, ...tokens }).toEqual(read);
  });

  it('can always save again what it has read, however large', () => {
    const [token, text] = ['x'.repeat(16 * 1024), 'é'.repeat(1_000)];
    const large = { ...good, access_token: token, refresh_token: token, email: text, account_id: text, origin: text };
    const record = decodeTokenRecord(new Secret(JSON.stringify(large)));
    expect(decodeTokenRecord(encodeTokenRecord(record)).email).toBe(text);
  });

  it('never throws another error than STORAGE_CORRUPT, and never shows the text in it', () => {
    const canary = 'canary-7f3a';
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.nat(200), (text, cut) => {
        for (const damaged of [
          text,
          `${canary}${text}`,
          JSON.stringify({ ...good, access_token: canary }).slice(0, cut),
        ]) {
          let caught: unknown;
          try {
            decodeTokenRecord(new Secret(damaged));
          } catch (error) {
            caught = error;
          }
          expect(caught).toMatchObject({ code: 'STORAGE_CORRUPT' });
          expect(inspect(caught, { depth: 9, showHidden: true })).not.toContain(canary);
        }
      }),
    );
  });
});
