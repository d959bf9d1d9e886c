import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../main/core/errors';
import { decodeRustTokenFile, encodeRustTokenFile } from '../../../main/core/rust-token-file';
import { Secret } from '../../../main/core/secret';
import { FAKE_START_MS } from '../../support/fake-clock';
import { exposed, makeRecord } from '../../support/make-record';

const facts = { modifiedAtMs: FAKE_START_MS, expectedOrigin: 'https://axiom.trade' };

describe("the Rust client's token file", () => {
  it('gives back any record', () => {
    const record = fc.record({
      generation: fc.nat(),
      savedAtMs: fc.nat(),
      origin: fc.constantFrom('https://axiom.trade', 'http://127.0.0.1:8080'),
      email: fc.string({ minLength: 1 }),
      serverOffsetMs: fc.integer(),
    });
    fc.assert(
      fc.property(record, (fields) => {
        const made = makeRecord(0, FAKE_START_MS, fields);
        expect(exposed(decodeRustTokenFile(encodeRustTokenFile(made), facts))).toEqual(exposed(made));
      }),
    );
  });

  it('writes an expiry that no calendar knows as unknown', () => {
    const made = makeRecord();
    const odd = { ...made, tokens: { ...made.tokens, expiresAtMs: Number.MAX_SAFE_INTEGER } };
    expect(JSON.parse(encodeRustTokenFile(odd).expose())).toMatchObject({ expires_at: null });
  });

  it('reads a file without an expiry, and with keys it does not know', () => {
    const text = new Secret('{"access_token":"a","refresh_token":"r","user":"x"}');
    expect(decodeRustTokenFile(text, facts)).toMatchObject({ generation: 0, origin: facts.expectedOrigin });
  });

  it('does not mind a note of its own that is damaged', () => {
    const text = new Secret('{"access_token":"a","refresh_token":"r","expires_at":null,"axiom_token_manager":{"v":1}}');
    expect(decodeRustTokenFile(text, facts).generation).toBe(0);
  });

  it('calls everything else damaged, without repeating any of it', () => {
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
