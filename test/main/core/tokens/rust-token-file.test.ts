import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { decodeRustTokenFile, encodeRustTokenFile, otherKeysOf } from '../../../../main/core/tokens/rust-token-file';
import { Secret } from '../../../../main/core/base/secret';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';
import { exposed, makeRecord } from '../../../support/make-record';

compareSecretsByText();

const facts = { modifiedAtMs: FAKE_START_MS, expectedOrigin: 'https://axiom.trade' };
const KEY = 'ab'.repeat(32);

/** The file of a complete record with some changed fields, read again. */
const reread = (change: (file: Record<string, unknown>) => unknown, record = makeRecord(7)) => {
  const file = JSON.parse(encodeRustTokenFile(record).expose()) as Record<string, unknown>;
  return exposed(decodeRustTokenFile(new Secret(JSON.stringify(change(file))), facts));
};

describe("the Rust client's token file", () => {
  it('gives back any record', () => {
    const record = fc.record({
      recordGeneration: fc.nat(),
      savedAtMs: fc.nat(),
      origin: fc.constantFrom('https://axiom.trade', 'http://127.0.0.1:8080'),
      signInId: fc.constantFrom('0'.repeat(32), 'ab12'.repeat(8)),
      email: fc.string({ minLength: 1 }),
      serverOffsetMs: fc.integer(),
      spent: fc.constantFrom('0'.repeat(16), 'ab12'.repeat(4)),
      decidedAtMs: fc.nat(),
    });
    fc.assert(
      fc.property(record, (fields) => {
        const made = makeRecord(0, FAKE_START_MS, fields);
        expect(exposed(decodeRustTokenFile(encodeRustTokenFile(made), facts))).toEqual(exposed(made));
      }),
    );
  });

  it('is the JSON that the Rust client writes, with what we know beyond under a key of its own', () => {
    const made = makeRecord(7, FAKE_START_MS, { journalKey: new Secret(KEY) });
    const { accessToken, refreshToken, expiresAtMs = 0, refreshExpiresAtMs } = made.tokens;
    const text = encodeRustTokenFile(made).expose();
    expect(JSON.parse(text)).toStrictEqual({
      access_token: accessToken.expose(),
      refresh_token: refreshToken.expose(),
      expires_at: new Date(expiresAtMs).toISOString(),
      axiom_token_manager: {
        v: 1,
        access_token_end: accessToken.expose().slice(-8),
        issued_at_ms: FAKE_START_MS,
        received_at_ms: FAKE_START_MS,
        refresh_expires_at_ms: refreshExpiresAtMs,
        account_id: 'account-1',
        authenticated_user_id: 'account-1',
        origin: 'https://axiom.trade',
        generation: 7,
        saved_at_ms: FAKE_START_MS,
        email: 'jörg@example.com',
        server_offset_ms: -250,
        journal_key: KEY,
      },
    });
    expect(text).toContain('{\n  "access_token": ');
  });

  it('keeps what is not in the tokens, and the key of the journal', () => {
    const accessToken = new Secret('opaque-access-token');
    const refreshToken = new Secret('opaque-refresh-token');
    const known = {
      receivedAtMs: 3_000,
      issuedAtMs: 2_000,
      expiresAtMs: 99_000,
      accountId: 'account-9',
      authenticatedUserId: 'account-9',
      subject: 'user|9',
    };
    const made = makeRecord(1, 4_000, {
      tokens: { accessToken, refreshToken, ...known },
      journalKey: new Secret(KEY),
    });
    const read = decodeRustTokenFile(encodeRustTokenFile(made), facts);
    expect([read.journalKey?.expose(), read.tokens.accessToken.expose()]).toEqual([KEY, 'opaque-access-token']);
    expect(read.tokens).toStrictEqual({ accessToken, refreshToken, ...known });
  });

  it('adds nothing to a record with only the required fields', () => {
    const tokens = { accessToken: new Secret('a'), refreshToken: new Secret('r'), receivedAtMs: 5 };
    const made = { tokens, origin: 'https://axiom.trade', recordGeneration: 2, savedAtMs: 6 };
    expect(JSON.parse(encodeRustTokenFile(made).expose())).toMatchObject({ expires_at: null });
    expect(decodeRustTokenFile(encodeRustTokenFile(made), facts)).toStrictEqual(made);
  });

  it('counts the life of foreign tokens from their own start, else from when the file was written', () => {
    const issuedAtMs = FAKE_START_MS - 60_000;
    const file = (access: string) =>
      decodeRustTokenFile(new Secret(JSON.stringify({ access_token: access, refresh_token: 'r' })), facts);
    expect(file(makeJwt({ issuedAtMs }).expose())).toMatchObject({
      tokens: { issuedAtMs, receivedAtMs: issuedAtMs },
      savedAtMs: FAKE_START_MS,
    });
    const opaque = file('opaque');
    expect(opaque.tokens).toMatchObject({ receivedAtMs: FAKE_START_MS });
    expect([opaque.tokens.accessToken.expose(), opaque.tokens.refreshToken.expose()]).toEqual(['opaque', 'r']);
  });

  it('reads the expiry that the Rust client wrote when the token has none', () => {
    const text = '{"access_token":"a","refresh_token":"r","expires_at":"2026-03-01T12:00:01.5Z"}';
    expect(decodeRustTokenFile(new Secret(text), facts).tokens.expiresAtMs).toBe(FAKE_START_MS + 1_500);
  });

  it.each([
    ['is an hour away, as that client guesses', FAKE_START_MS + 3_600_000],
    ['is past', FAKE_START_MS - 3_600_000],
    ['is missing', undefined],
  ])('judges a token by its own end when the one beside it %s', (_where, writtenMs) => {
    const expiresAtMs = FAKE_START_MS + 900_000;
    const access_token = makeJwt({ issuedAtMs: FAKE_START_MS, expiresAtMs }).expose();
    const expires_at = writtenMs === undefined ? null : new Date(writtenMs).toISOString();
    const foreign = JSON.stringify({ access_token, refresh_token: 'r', expires_at });
    expect(decodeRustTokenFile(new Secret(foreign), facts).tokens).toMatchObject({ expiresAtMs });
    // The same for one of our files whose time another program has changed.
    const record = makeRecord(7);
    const read = decodeRustTokenFile(
      new Secret(JSON.stringify({ ...(JSON.parse(encodeRustTokenFile(record).expose()) as object), expires_at })),
      facts,
    );
    expect(read.tokens.expiresAtMs).toBe(record.tokens.expiresAtMs);
  });

  it.each([
    ['seconds', FAKE_START_MS / 1000, FAKE_START_MS],
    ['milliseconds', FAKE_START_MS, FAKE_START_MS],
    ['seconds from now', 900, undefined],
    ['nothing in quotes', '', undefined],
    ['a time without a zone', '2026-03-01T12:00:00', undefined],
    ['words', 'soon', undefined],
    ['yes', true, undefined],
    ['a number beyond all time', 1e20, undefined],
  ])('that says %s as the expiry matters only for a token that says none', (_form, expires_at, understoodMs) => {
    const file = (access_token: string) => new Secret(JSON.stringify({ access_token, refresh_token: 'r', expires_at }));
    const expiresAtMs = FAKE_START_MS + 900_000;
    const own = file(makeJwt({ issuedAtMs: FAKE_START_MS, expiresAtMs }).expose());
    expect(decodeRustTokenFile(own, facts).tokens).toMatchObject({ expiresAtMs });
    const read = () => decodeRustTokenFile(file('opaque'), facts).tokens.expiresAtMs;
    if (understoodMs === undefined) expect(read).toThrow(expect.objectContaining({ code: 'STORAGE_CORRUPT' }));
    else expect(read()).toBe(understoodMs);
  });

  it('may begin with a byte-order mark', () => {
    const text = new Secret(`\uFEFF${encodeRustTokenFile(makeRecord(7)).expose()}`);
    expect(decodeRustTokenFile(text, facts)).toMatchObject({ recordGeneration: 7 });
    expect(otherKeysOf(new Secret('\uFEFF{"access_token":"a","refresh_token":"r","user":"x"}'))?.expose()).toBe(
      '{"user":"x"}',
    );
  });

  it('does not repeat an end of the sign-in that the refresh token does not have', () => {
    const made = makeRecord(1, 4_000, {
      tokens: {
        accessToken: new Secret('a'),
        refreshToken: new Secret('r'),
        receivedAtMs: 3_000,
        refreshExpiresAtMs: 9_000,
      },
    });
    expect(decodeRustTokenFile(encodeRustTokenFile(made), facts).tokens).not.toHaveProperty('refreshExpiresAtMs');
  });

  it.each([
    [2 ** 40, 2 ** 40],
    [2 ** 40 + 1, 0],
    [Number.MAX_SAFE_INTEGER, 0],
    [1e300, 0],
  ])('reads the generation %d in its note as %d, and keeps the rest', (generation, read) => {
    const file = JSON.parse(encodeRustTokenFile(makeRecord(7)).expose()) as { axiom_token_manager: object };
    const text = JSON.stringify({ ...file, axiom_token_manager: { ...file.axiom_token_manager, generation } });
    expect(decodeRustTokenFile(new Secret(text), facts)).toMatchObject({
      recordGeneration: read,
      email: 'jörg@example.com',
    });
  });

  it('does not apply its own note to tokens that another client has put beside it', () => {
    const access_token = makeJwt({ accountId: 'account-2' }).expose();
    expect(reread((file) => ({ ...file, access_token, refresh_token: 'r' }))).toMatchObject({
      recordGeneration: 0,
      tokens: { accessToken: access_token, accountId: 'account-2' },
    });
    expect(reread((file) => file)).toMatchObject({ recordGeneration: 7, email: 'jörg@example.com' });
  });

  it('drops what a newer version has added before it drops the sign-in', () => {
    const record = makeRecord(1, FAKE_START_MS);
    const unknownKeys = new Secret(JSON.stringify({ later: 'x'.repeat(64 * 1024) }));
    expect(encodeRustTokenFile({ ...record, unknownKeys }).expose()).toBe(encodeRustTokenFile(record).expose());
  });

  it('accepts 64 KiB and refuses one byte more', () => {
    const sized = (length: number) => encodeRustTokenFile(makeRecord(1, FAKE_START_MS, { email: 'x'.repeat(length) }));
    const rest = sized(0).expose().length;
    // The note grows with characters that are not ASCII: bytes count, not characters.
    const bytes = (secret: Secret) => new TextEncoder().encode(secret.expose()).length;
    expect(bytes(sized(64 * 1024 - rest))).toBe(64 * 1024);
    expect(() => sized(64 * 1024 - rest + 1)).toThrow(expect.objectContaining({ code: 'SECRET_TOO_LARGE' }));
    expect(() => encodeRustTokenFile(makeRecord(1, FAKE_START_MS, { email: 'ö'.repeat(40_000) }))).toThrow(
      expect.objectContaining({ code: 'SECRET_TOO_LARGE' }),
    );
  });

  it.each([
    ['an expiry that is no time', '{"access_token":"a","refresh_token":"r","expires_at":"soon"}'],
    ['an empty token', '{"access_token":"","refresh_token":"r"}'],
    ['a token that cannot be one', '{"access_token":"a b","refresh_token":"r"}'],
    ['half a file', '{"access_token":"a","refre'],
    ['nothing', ''],
    ['null', 'null'],
  ])('calls %s damaged', (_what, text) => {
    expect(() => decodeRustTokenFile(new Secret(text), facts)).toThrow(
      expect.objectContaining({ name: 'AxiomTokenError', code: 'STORAGE_CORRUPT' }),
    );
  });

  it('logs why a token cannot be valid', () => {
    expect(() => decodeRustTokenFile(new Secret('{"access_token":"a b","refresh_token":"r"}'), facts)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ code: 'INVALID_TOKEN' }) as unknown }),
    );
  });

  it('writes an impossible expiry as unknown', () => {
    const made = makeRecord();
    const odd = { ...made, tokens: { ...made.tokens, expiresAtMs: Number.MAX_SAFE_INTEGER } };
    expect(JSON.parse(encodeRustTokenFile(odd).expose())).toMatchObject({ expires_at: null });
  });

  it('reads a file without an expiry, and with keys it does not know', () => {
    const text = new Secret('{"access_token":"a","refresh_token":"r","user":"x"}');
    expect(decodeRustTokenFile(text, facts)).toMatchObject({ recordGeneration: 0, origin: facts.expectedOrigin });
  });

  it('keeps what other programs and newer versions of the app have put beside the tokens', () => {
    const file = JSON.parse(encodeRustTokenFile(makeRecord()).expose()) as { axiom_token_manager: object };
    const text = new Secret(
      JSON.stringify({ ...file, user: { name: 'x' }, axiom_token_manager: { ...file.axiom_token_manager, later: 1 } }),
    );
    const written = encodeRustTokenFile(decodeRustTokenFile(text, facts), otherKeysOf(text));
    expect(JSON.parse(written.expose())).toMatchObject({
      user: { name: 'x' },
      axiom_token_manager: { v: 1, later: 1 },
    });
    expect(otherKeysOf(encodeRustTokenFile(makeRecord()))).toBeUndefined();
    expect(otherKeysOf(new Secret('no JSON'))).toBeUndefined();
  });

  it('reports a note by a newer version of the app as that', () => {
    const text = new Secret('{"access_token":"a","refresh_token":"r","axiom_token_manager":{"v":2}}');
    expect(() => decodeRustTokenFile(text, facts)).toThrow(
      'The saved tokens were written by a newer version of this app.',
    );
  });

  it('ignores a note of its own that is damaged', () => {
    const text = new Secret('{"access_token":"a","refresh_token":"r","expires_at":null,"axiom_token_manager":{"v":1}}');
    expect(decodeRustTokenFile(text, facts).recordGeneration).toBe(0);
  });

  it('reports everything else as damaged, without repeating any of it', () => {
    const key = fc.constantFrom('access_token', 'refresh_token', 'expires_at', 'axiom_token_manager');
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(key, fc.jsonValue()).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (content) => {
        try {
          decodeRustTokenFile(new Secret(`${content}`), facts);
          expect(JSON.parse(content)).toMatchObject({
            access_token: expect.any(String),
            refresh_token: expect.any(String),
          });
        } catch (error) {
          expect(error).toBeInstanceOf(AxiomTokenError);
          expect(error).toMatchObject({ code: 'STORAGE_CORRUPT', message: 'The saved sign-in is damaged.' });
        }
      }),
    );
  });
});
