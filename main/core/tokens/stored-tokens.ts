// The stored form of a token pair and the facts about it.
import * as z from 'zod';
import { type AuthTokens, type AuthTokensInput, completeTokens, isTokenText } from './auth-tokens';
import { Secret } from '../base/secret';

/** Epoch milliseconds. */
export const timeSchema = z.number().int().nonnegative();

/** Texts other than tokens. The limit ensures that a record that was read can always be saved again. */
export const shortTextSchema = z.string().max(1_000);

/** The stored facts about a pair, apart from its tokens and their expiry. */
export const notedShape = {
  issued_at_ms: timeSchema.optional(),
  received_at_ms: timeSchema,
  /** Written for earlier versions of the app. Not read: only the refresh token itself counts. */
  refresh_expires_at_ms: timeSchema.optional(),
  account_id: shortTextSchema.optional(),
  authenticated_user_id: shortTextSchema.optional(),
  subject: shortTextSchema.optional(),
};

/** The fields of a pair in a stored object. */
export const storedTokensShape = {
  access_token: z.string().refine(isTokenText),
  refresh_token: z.string().refine(isTokenText),
  expires_at_ms: timeSchema.optional(),
  ...notedShape,
};

type Noted = z.infer<z.ZodObject<typeof notedShape>>;

/** A pair as it is stored. */
export type StoredTokens = z.infer<z.ZodObject<typeof storedTokensShape>>;

/** The stored form of the facts about a pair; absent facts are `undefined`, which JSON leaves out. */
export function toNoted(tokens: AuthTokens): Noted {
  return {
    issued_at_ms: tokens.issuedAtMs,
    received_at_ms: tokens.receivedAtMs,
    refresh_expires_at_ms: tokens.refreshExpiresAtMs,
    account_id: tokens.accountId,
    authenticated_user_id: tokens.authenticatedUserId,
    subject: tokens.subject,
  };
}

/** The facts about a pair from their stored form. */
export function fromNoted(noted: Noted): Omit<AuthTokensInput, 'accessToken' | 'refreshToken' | 'expiresAtMs'> {
  return {
    receivedAtMs: noted.received_at_ms,
    issuedAtMs: noted.issued_at_ms,
    accountId: noted.account_id,
    authenticatedUserId: noted.authenticated_user_id,
    subject: noted.subject,
  };
}

/** The pair as it is stored; as {@link toNoted}. */
export function toStoredTokens(tokens: AuthTokens): StoredTokens {
  return {
    access_token: tokens.accessToken.expose(),
    refresh_token: tokens.refreshToken.expose(),
    expires_at_ms: tokens.expiresAtMs,
    ...toNoted(tokens),
  };
}

/** The pair from its stored form, completed by the claims of its tokens. */
export function fromStoredTokens(stored: StoredTokens): AuthTokens {
  return completeTokens({
    accessToken: new Secret(stored.access_token),
    refreshToken: new Secret(stored.refresh_token),
    expiresAtMs: stored.expires_at_ms,
    ...fromNoted(stored),
  });
}
