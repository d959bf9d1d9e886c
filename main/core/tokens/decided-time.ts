// When a person decided for the sign-in of a record, how that is stored, and which of two decisions came later, as far as the clock can be believed. Pure; used
// by the codecs and the storage decision.
import * as z from 'zod';
import { timeSchema } from './stored-tokens';
import type { TokenRecord } from './token-record';

/** The stored form: with the sign-in that it speaks of, for a version that does not know it carries it over to another. One that is damaged counts as none. */
export const decidedSchema = z
  .object({ at_ms: timeSchema, sign_in: z.string().max(100).optional() })
  .optional()
  .catch(undefined);

type StoredDecision = z.infer<typeof decidedSchema>;

/** The decision as it is stored. */
export function toStoredDecision({ decidedAtMs, signInId }: TokenRecord): StoredDecision {
  return decidedAtMs === undefined ? undefined : { at_ms: decidedAtMs, sign_in: signInId };
}

/** The field of a record that was read. */
export function fromStoredDecision(
  stored: StoredDecision,
  signInId: string | undefined,
): Pick<TokenRecord, 'decidedAtMs'> {
  return stored === undefined || stored.sign_in !== signInId ? {} : { decidedAtMs: stored.at_ms };
}

/** Whether a person surely decided for the record after that time. A time to come is that of a clock that was wrong, and says nothing. */
export function isDecidedAfter({ decidedAtMs }: TokenRecord, timeMs: number, nowMs: number): boolean {
  return decidedAtMs !== undefined && decidedAtMs > timeMs && decidedAtMs <= nowMs;
}

/** Above 0: `one` was decided later. `undefined`: it cannot be told, because one of them does not say, or says a time to come. */
export function compareDecisions(one: TokenRecord, other: TokenRecord, nowMs: number): number | undefined {
  const [oneMs, otherMs] = [one.decidedAtMs, other.decidedAtMs];
  if (oneMs === undefined || otherMs === undefined || Math.max(oneMs, otherMs) > nowMs) return undefined;
  return oneMs === otherMs ? undefined : oneMs - otherMs;
}

/** The record with the later of two decisions for one sign-in: whoever has refreshed it need not know of the last. The same where it has that already. */
export function withLaterDecision(record: TokenRecord, other: TokenRecord): TokenRecord {
  const { decidedAtMs = -Infinity } = record;
  const isLater = record.signInId === other.signInId && (other.decidedAtMs ?? -Infinity) > decidedAtMs;
  return isLater ? { ...record, decidedAtMs: other.decidedAtMs as number } : record;
}
