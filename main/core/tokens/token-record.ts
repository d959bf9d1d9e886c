// The saved record of one profile, and its encoding as one line of ASCII JSON.
// Used by every store except that of plain files (rust-token-file.ts); must not know any of them.
import * as z from 'zod';
import type { AuthTokens } from './auth-tokens';
import { AxiomTokenError } from '../base/errors';
import { decidedSchema, fromStoredDecision, toStoredDecision } from './decision-time';
import { Secret } from '../base/secret';
import { storedVersions } from '../base/stored-versions';
import { fromStoredPair, type ReplacedPair, replacedSchema, toStoredPair } from './replaced-pair';
import { fromStoredTokens, shortTextSchema, storedTokensShape, timeSchema, toStoredTokens } from './stored-tokens';

/** One profile's saved sign-in. */
export interface TokenRecord {
  readonly tokens: AuthTokens;
  /** The site the tokens belong to, e.g. `https://axiom.trade`. */
  readonly origin: string;
  /** Counts up with every change of this profile's tokens. A restore continues above both the restored and the present generation. */
  readonly recordGeneration: number;
  readonly savedAtMs: number;
  /**
   * The id of this sign-in: 32 random hex digits, made at a sign-in, import or restore and kept over its refreshes. Not secret. Absent in records of other
   * clients and of older versions.
   */
  readonly signInId?: string;
  /**
   * When the user decided for this sign-in: signed in, pasted, imported, restored or saved it again. Local clock; kept over its refreshes and moves. Absent in
   * records of other clients and of older versions.
   */
  readonly decidedAtMs?: number;
  /** The e-mail address of the sign-in, when known. */
  readonly email?: string;
  /** Server time minus local time when last measured, in milliseconds. */
  readonly serverOffsetMs?: number;
  /** Key of this profile's journal (32 bytes in hex). Made with the record and kept as long as it exists: a new key could not open the old journal. */
  readonly journalKey?: Secret;
  /** The pair that these tokens have replaced; absent once they were refreshed. */
  readonly replaced?: ReplacedPair;
  /**
   * Fingerprint of the refresh token that was last exchanged to get this record; absent before the first exchange. A start after a crash adds it to the list
   * of spent tokens. It stays true whatever else is merged into the record, because a spent token stays spent.
   */
  readonly spent?: string;
  /** Keys that a newer version of the app has added, as the JSON of an object; they are written back unchanged. */
  readonly unknownKeys?: Secret;
}

/** Largest encoded record, in bytes. A larger one is `SECRET_TOO_LARGE`. */
export const MAX_RECORD_BYTES = 64 * 1024;

/** The highest generation that is accepted. No profile gets there, and numbers up to far above it are exact. */
export const MAX_GENERATION = 2 ** 40;

/** The stored form of a generation. One above {@link MAX_GENERATION} becomes 0, so that later records can still count up. */
export const generationSchema = z
  .number()
  .nonnegative()
  .refine((generation) => Number.isInteger(generation))
  .transform((generation) => (generation > MAX_GENERATION ? 0 : generation));

/** The stored form of a journal key. */
export const journalKeySchema = z.string().regex(/^[0-9a-f]{64}$/);

/** The stored form of a sign-in id. */
export const signInIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** The stored form of {@link TokenRecord.spent}. A damaged one counts as absent, so that the record stays readable. */
export const spentSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .optional()
  .catch(undefined);

/** The stored form, without the version. */
const storedSchema = z.looseObject({
  ...storedTokensShape,
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

const RECORD_VERSIONS = storedVersions(storedSchema);

/**
 * The record as one line of ASCII JSON. If it would be too large, the replaced pair is left out, and then the keys of a newer version of the app.
 * @throws AxiomTokenError `SECRET_TOO_LARGE` over 64 KiB
 */
export function encodeTokenRecord(record: TokenRecord): Secret {
  const stored: z.infer<typeof storedSchema> = {
    ...readUnknownKeys(record.unknownKeys),
    v: RECORD_VERSIONS.current,
    ...toStoredTokens(record.tokens),
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
  const text = JSON.stringify(stored).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (text.length <= MAX_RECORD_BYTES) return new Secret(text);
  return encodeTokenRecord(withoutOptionalField(record));
}

/**
 * The record without one more of the fields that are not essential, so that a sign-in that could be read can always be saved again.
 * @throws AxiomTokenError `SECRET_TOO_LARGE` when there is nothing left
 */
export function withoutOptionalField(record: TokenRecord): TokenRecord {
  const { replaced, ...withoutReplaced } = record;
  if (replaced !== undefined) return withoutReplaced;
  const { unknownKeys, ...withoutUnknownKeys } = record;
  if (unknownKeys !== undefined) return withoutUnknownKeys;
  throw new AxiomTokenError('SECRET_TOO_LARGE');
}

/** Decodes a record. @throws AxiomTokenError `STORAGE_CORRUPT` when the text is not one */
export function decodeTokenRecord(encoded: Secret): TokenRecord {
  let json: unknown;
  try {
    json = JSON.parse(encoded.expose());
  } catch {
    // The parser's message quotes the text, so it must not become the cause.
    throw new AxiomTokenError('STORAGE_CORRUPT');
  }
  const { v, ...content } = z.looseObject({}).safeParse(json).data ?? {};
  const found = RECORD_VERSIONS.read(content, v);
  if (found.kind === 'later') throw newerRecord();
  if (found.kind === 'damaged') throw new AxiomTokenError('STORAGE_CORRUPT');
  const stored = found.value;
  return {
    tokens: fromStoredTokens(stored),
    origin: stored.origin,
    recordGeneration: stored.generation,
    savedAtMs: stored.saved_at_ms,
    ...(stored.sign_in_id === undefined ? {} : { signInId: stored.sign_in_id }),
    ...(stored.email === undefined ? {} : { email: stored.email }),
    ...(stored.server_offset_ms === undefined ? {} : { serverOffsetMs: stored.server_offset_ms }),
    ...(stored.journal_key === undefined ? {} : { journalKey: new Secret(stored.journal_key) }),
    ...fromStoredPair(stored.replaced),
    ...(stored.spent === undefined ? {} : { spent: stored.spent }),
    ...fromStoredDecision(stored.decided, stored.sign_in_id),
    ...unknownKeysOf(stored, storedSchema.shape),
  };
}

const NEWER_RECORD = {
  message: 'The saved tokens were written by a newer version of this app.',
  remedy: 'Install that version again; the tokens are untouched. Signing in here would replace them.',
};

/** The `STORAGE_CORRUPT` error for a record of a newer version of the app, which this version cannot read. */
export function newerRecord(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', NEWER_RECORD);
}

/** Whether the error is {@link newerRecord}, so that nothing is damaged. */
export function isNewerRecord(error: unknown): boolean {
  return error instanceof AxiomTokenError && error.message === NEWER_RECORD.message;
}

/** The keys of a stored object that `known` does not have, for {@link TokenRecord.unknownKeys}. */
export function unknownKeysOf(stored: object, known: object): Pick<TokenRecord, 'unknownKeys'> {
  const unknown = Object.entries(stored).filter(([key]) => !Object.hasOwn(known, key));
  return unknown.length === 0 ? {} : { unknownKeys: new Secret(JSON.stringify(Object.fromEntries(unknown))) };
}

/** Parses {@link TokenRecord.unknownKeys}. */
export function readUnknownKeys(unknownKeys: Secret | undefined): Readonly<Record<string, unknown>> {
  return unknownKeys === undefined ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(unknownKeys.expose()));
}
