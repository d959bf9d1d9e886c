// The time at which the user decided for the sign-in of a record (by signing in, pasting, importing, restoring): how it is stored, and which of two decisions
// came later. Pure; used by the codecs and the storage decision.
import * as z from 'zod';
import { timeSchema } from './stored-tokens';
import type { TokenRecord } from './token-record';

/** The stored form. It includes the sign-in id, because an earlier version of the app copies the field into records of other sign-ins. A damaged one counts as absent. */
export const decidedSchema = z
  .object({ at_ms: timeSchema, sign_in: z.string().max(100).optional() })
  .optional()
  .catch(undefined);

type StoredDecision = z.infer<typeof decidedSchema>;

/** The decision as it is stored. */
export function toStoredDecision({ decidedAtMs, signInId }: TokenRecord): StoredDecision {
  return decidedAtMs === undefined ? undefined : { at_ms: decidedAtMs, sign_in: signInId };
}

/** The record's field from its stored form. */
export function fromStoredDecision(
  stored: StoredDecision,
  signInId: string | undefined,
): Pick<TokenRecord, 'decidedAtMs'> {
  return stored === undefined || stored.sign_in !== signInId ? {} : { decidedAtMs: stored.at_ms };
}

/** Whether the user certainly decided for the record after `timeMs`. A decision in the future does not count, because that clock was wrong. */
export function isDecidedAfter({ decidedAtMs }: TokenRecord, timeMs: number, nowMs: number): boolean {
  return decidedAtMs !== undefined && decidedAtMs > timeMs && decidedAtMs <= nowMs;
}

/** Above 0: `one` was decided later. `undefined`: not known, because a time is missing, in the future or equal. */
export function compareDecisions(one: TokenRecord, other: TokenRecord, nowMs: number): number | undefined {
  const [oneMs, otherMs] = [one.decidedAtMs, other.decidedAtMs];
  if (oneMs === undefined || otherMs === undefined || Math.max(oneMs, otherMs) > nowMs) return undefined;
  return oneMs === otherMs ? undefined : oneMs - otherMs;
}

/** The record with the later decision time if both are of one sign-in: a program that refreshed it may not know the last decision. The same record if it has that already. */
export function withLaterDecision(record: TokenRecord, other: TokenRecord): TokenRecord {
  const { decidedAtMs = -Infinity } = record;
  const isLater = record.signInId === other.signInId && (other.decidedAtMs ?? -Infinity) > decidedAtMs;
  return isLater ? { ...record, decidedAtMs: other.decidedAtMs as number } : record;
}
