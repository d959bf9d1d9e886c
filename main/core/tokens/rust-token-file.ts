// The token file of the Rust client: its three fields, and one extra key with our own data. Pure: text in, text out.
// Used by the file store. Knows no files.
import * as z from 'zod';
import { type AuthTokens, type AuthTokensInput, createAuthTokens } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import { HELD_TOKEN } from '../base/held-token';
import { parseJsonText } from '../base/json-text';
import { formatRfc3339, parseTime } from '../base/rfc3339';
import { Secret } from '../base/secret';
import { storedVersions } from '../base/stored-versions';
import {
  generationSchema,
  journalKeySchema,
  MAX_RECORD_BYTES,
  newerRecord,
  readUnknownKeys,
  signInIdSchema,
  spentSchema,
  type TokenRecord,
  unknownKeysOf,
  withoutOptionalField,
} from './token-record';
import { decidedSchema, fromStoredDecision, toStoredDecision } from './decision-time';
import { fromStoredPair, replacedSchema, toStoredPair } from './replaced-pair';
import { fromNoted, notedShape, shortTextSchema, timeSchema, toNoted } from './stored-tokens';

/** Facts that are used when our extra key is missing in the text. */
export interface TokenFileFacts {
  /** When the file was last written. */
  readonly modifiedAtMs: number;
  /** The site that the profile's tokens belong to. */
  readonly expectedOrigin: string;
}

const extraSchema = z.looseObject({
  /** The last characters of the access token that this was written with. If another client has replaced the token since, the extra key is not used. */
  access_token_end: z.string(),
  ...notedShape,
  origin: shortTextSchema.min(1),
  generation: generationSchema,
  saved_at_ms: timeSchema,
  sign_in_id: signInIdSchema.optional(),
  email: shortTextSchema.optional(),
  server_offset_ms: z.number().optional(),
  journal_key: journalKeySchema.optional(),
  replaced: replacedSchema,
  spent: spentSchema,
  decided: decidedSchema,
});

/** A time before any Axiom token was issued. */
const EARLIEST_NUMBER_MS = Date.UTC(2020, 0, 1);

const EXTRA_VERSIONS = storedVersions(extraSchema);

const fileSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_at: z.unknown().optional(),
  axiom_token_manager: z.unknown().optional(),
});

/**
 * The file's text: indented JSON as the Rust client writes it, with the keys of other programs that {@link otherKeysOf} found in the former file. If it would
 * be too large, the replaced pair is left out, and then the keys of a newer version of the app.
 * @throws AxiomTokenError `SECRET_TOO_LARGE` over 64 KiB.
 */
export function encodeRustTokenFile(record: TokenRecord, otherKeys?: Secret): Secret {
  const { tokens } = record;
  const extra: z.infer<typeof extraSchema> = {
    ...readUnknownKeys(record.unknownKeys),
    v: EXTRA_VERSIONS.current,
    access_token_end: endOf(tokens.accessToken.expose()),
    ...toNoted(tokens),
    origin: record.origin,
    generation: record.recordGeneration,
    saved_at_ms: record.savedAtMs,
    sign_in_id: record.signInId,
    email: record.email,
    server_offset_ms: record.serverOffsetMs,
    journal_key: record.journalKey?.expose(),
    replaced: toStoredPair(record.replaced),
    spent: record.spent,
    decided: toStoredDecision(record),
  };
  const text = JSON.stringify(
    {
      ...readUnknownKeys(otherKeys),
      access_token: tokens.accessToken.expose(),
      refresh_token: tokens.refreshToken.expose(),
      expires_at: tokens.expiresAtMs === undefined ? null : (formatRfc3339(tokens.expiresAtMs) ?? null),
      axiom_token_manager: extra,
    },
    undefined,
    2,
  );
  if (fits(text)) return new Secret(text);
  return encodeRustTokenFile(withoutOptionalField(record), otherKeys);
}

/** UTF-8 needs at most three bytes for a character of a string, so a short text need not be encoded to be measured. */
function fits(text: string): boolean {
  return text.length * 3 <= MAX_RECORD_BYTES || new TextEncoder().encode(text).length <= MAX_RECORD_BYTES;
}

/**
 * The record in a file's text. The file's `expires_at` counts only if the access token has no `exp` of its own, because other clients write guesses there, in
 * various formats.
 * @throws AxiomTokenError `STORAGE_CORRUPT` when it is not a token file of this kind
 */
export function decodeRustTokenFile(text: Secret, facts: TokenFileFacts): TokenRecord {
  const file = fileSchema.safeParse(parseJsonText(text.expose()));
  if (!file.success) throw new AxiomTokenError('STORAGE_CORRUPT');
  const { access_token, refresh_token, expires_at, axiom_token_manager } = file.data;
  const extra = readExtra(axiom_token_manager, access_token);
  const read = readTokens({
    accessToken: new Secret(access_token),
    refreshToken: new Secret(refresh_token),
    expiresAtMs: parseExpiry(expires_at),
    ...(extra ? fromNoted(extra) : { receivedAtMs: facts.modifiedAtMs }),
  });
  // The file's `expires_at` would count, but cannot be understood. Guessing could lead to handing out expired tokens.
  const hasExpiry = expires_at !== undefined && expires_at !== null;
  if (hasExpiry && read.expiresAtMs === undefined) throw new AxiomTokenError('STORAGE_CORRUPT');
  if (!extra) {
    const tokens = { ...read, receivedAtMs: read.issuedAtMs ?? facts.modifiedAtMs };
    return { tokens, origin: facts.expectedOrigin, recordGeneration: 0, savedAtMs: facts.modifiedAtMs };
  }
  return {
    tokens: read,
    origin: extra.origin,
    recordGeneration: extra.generation,
    savedAtMs: extra.saved_at_ms,
    ...(extra.sign_in_id === undefined ? {} : { signInId: extra.sign_in_id }),
    ...(extra.email === undefined ? {} : { email: extra.email }),
    ...(extra.server_offset_ms === undefined ? {} : { serverOffsetMs: extra.server_offset_ms }),
    ...(extra.journal_key === undefined ? {} : { journalKey: new Secret(extra.journal_key) }),
    ...fromStoredPair(extra.replaced),
    ...(extra.spent === undefined ? {} : { spent: extra.spent }),
    ...fromStoredDecision(extra.decided, extra.sign_in_id),
    ...unknownKeysOf(extra, extraSchema.shape),
  };
}

/** Whether a file's text is an export of this app with {@link HELD_TOKEN} instead of the refresh token. */
export function holdsBackRefreshToken(text: Secret): boolean {
  const file = fileSchema.safeParse(parseJsonText(text.expose()));
  return file.success && file.data.refresh_token === HELD_TOKEN;
}

/** The keys of other programs in a token file, as the JSON of an object; `undefined` when there are none. */
export function otherKeysOf(text: Secret): Secret | undefined {
  const file = fileSchema.safeParse(parseJsonText(text.expose()));
  return file.success ? unknownKeysOf(file.data, fileSchema.shape).unknownKeys : undefined;
}

/** The content of our extra key, if it was written with this access token. */
function readExtra(json: unknown, accessToken: string): z.infer<typeof extraSchema> | undefined {
  const { v, ...content } = z.looseObject({}).safeParse(json).data ?? {};
  const found = EXTRA_VERSIONS.read(content, v);
  if (found.kind === 'later') throw newerRecord();
  return found.kind === 'value' && found.value.access_token_end === endOf(accessToken) ? found.value : undefined;
}

function readTokens(input: AuthTokensInput): AuthTokens {
  try {
    return createAuthTokens(input);
  } catch (error) {
    throw new AxiomTokenError('STORAGE_CORRUPT', { cause: error });
  }
}

/** The time in `expires_at`. A small number is ignored: some clients write the seconds that are left instead of a time. */
function parseExpiry(value: unknown): number | undefined {
  const timeMs = parseTime(value);
  return typeof value === 'number' && timeMs !== undefined && timeMs < EARLIEST_NUMBER_MS ? undefined : timeMs;
}

function endOf(token: string): string {
  return token.slice(-8);
}
