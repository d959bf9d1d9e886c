import { expect, it } from 'vitest';
import * as z from 'zod';
import { completeTokens } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { fromStoredTokens, storedTokensShape, toStoredTokens } from '../../../../main/core/tokens/stored-tokens';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const schema = z.object(storedTokensShape);
const opaque = completeTokens({
  accessToken: new Secret('opaque-access'),
  refreshToken: new Secret('opaque-refresh'),
  receivedAtMs: FAKE_START_MS,
  expiresAtMs: FAKE_START_MS + 900_000,
  issuedAtMs: FAKE_START_MS - 1_000,
  accountId: 'u1',
  authenticatedUserId: 'u1',
  subject: 's1',
});

it.each([
  ['that say all of themselves', makeTokens(FAKE_START_MS)],
  ['of which all is only noted', opaque],
])('tokens %s come back from JSON as they were', (_what, tokens) => {
  const json: unknown = JSON.parse(JSON.stringify(toStoredTokens(tokens)));
  expect(fromStoredTokens(schema.parse(json))).toStrictEqual(tokens);
});

it.each([
  ['an empty token', { access_token: '' }],
  ['a token with a line break', { refresh_token: 'a\r\nb' }],
  ['half a millisecond', { received_at_ms: 0.5 }],
  ['a time before 1970', { expires_at_ms: -1 }],
  ['a name of more than 1,000 characters', { subject: 'x'.repeat(1_001) }],
])('%s is refused', (_what, wrong) => {
  expect(schema.safeParse({ ...toStoredTokens(opaque), ...wrong }).success).toBe(false);
});
