import { expect, it } from 'vitest';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { encodePlainExport } from '../../../../main/core/tokens/plain-export';
import { decodeRustTokenFile } from '../../../../main/core/tokens/rust-token-file';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const tokens = makeTokens(FAKE_START_MS);

it('has the three fields of the Rust client, and nothing of this app’s own', () => {
  const text = encodePlainExport(tokens, true).expose();
  expect(JSON.parse(text)).toEqual({
    access_token: tokens.accessToken.expose(),
    refresh_token: tokens.refreshToken.expose(),
    expires_at: new Date(tokens.expiresAtMs ?? 0).toISOString(),
  });
  expect(text).toMatch(/^\{\n  "access_token"/);
});

it('is read back with both tokens by the reader of such files', () => {
  const facts = { modifiedAtMs: FAKE_START_MS, expectedOrigin: 'https://axiom.trade' };
  const { tokens: read } = decodeRustTokenFile(encodePlainExport(tokens, true), facts);
  expect(read.refreshToken.equals(tokens.refreshToken)).toBe(true);
});

it('has no refresh token unless requested', () => {
  const text = encodePlainExport(tokens, false).expose();
  expect(text).toContain('"refresh_token": "held-by-axiom-token-manager"');
  expect(text).not.toContain(tokens.refreshToken.expose());
});

it('says where it is not known when the access token ends', () => {
  const opaque = createAuthTokens({ accessToken: new Secret('a'), refreshToken: new Secret('b'), receivedAtMs: 0 });
  expect(JSON.parse(encodePlainExport(opaque, false).expose())).toMatchObject({ expires_at: null });
});
