// The audit trail: which program got which token, and which were refused. In the IPC contract of schemas.ts. Never a secret: a tag identifies a token but cannot be
// turned back into it.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { removedAccountsSchema } from './removed-account-schema';

const timeSchema = z.number().finite();
const countSchema = z.number().int().nonnegative();

export const trailEventSchema = z.enum([
  'handed-out',
  'refused',
  'allowed',
  'blocked',
  'forgotten',
  'policy',
  'paused',
  'resumed',
]);
export type TrailEvent = z.infer<typeof trailEventSchema>;

const tagSchema = z.string().regex(/^[0-9a-f]{8}$/);

/** One entry; names and texts from programs are safe to display. */
export const trailEntrySchema = z.strictObject({
  id: countSchema,
  /** The number of the last line that it stands for. */
  lastId: countSchema.optional(),
  atMs: timeSchema,
  /** The time of the last request that the entry stands for. */
  lastAtMs: timeSchema,
  count: countSchema,
  event: trailEventSchema,
  via: z.enum(['window', 'clipboard', 'export', 'socket', 'command-line']),
  /** The program that asked. */
  program: z.string(),
  /** Further facts about it, by name and value. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** Absent when the entry is about all accounts. The account may have been removed since. */
  profileId: profileIdSchema.optional(),
  kind: z.enum(['access', 'refresh']).optional(),
  validForMs: timeSchema.optional(),
  /** The deciding rule, or why it was refused, in words. */
  because: z.string().optional(),
  reason: z.string().optional(),
  tag: tagSchema.optional(),
});
export type TrailLine = z.infer<typeof trailEntrySchema>;

/** A missing field does not filter. */
const filterSchema = z.strictObject({
  sinceMs: timeSchema.optional(),
  profileId: profileIdSchema.optional(),
  /** A part of the program's name. */
  consumer: z.string().min(1).max(200).optional(),
  tag: tagSchema.optional(),
  event: trailEventSchema.optional(),
});
export type TrailRequest = z.infer<typeof filterSchema>;

export const trailFormatSchema = z.enum(['csv', 'jsonl']);

/** Request and reply of each call. `STORAGE_*`: the trail cannot be read. */
export const TRAIL_CALL_SCHEMAS = {
  /** Newest first. `gaps`: missing entry numbers, in words. `removed`: accounts that are not in the list any more. */
  listTrail: {
    request: filterSchema.extend({ most: z.number().int().min(1).max(2000) }),
    reply: z.strictObject({
      entries: z.array(trailEntrySchema).max(2000),
      hasMore: z.boolean(),
      gaps: z.array(z.string()).max(100),
      removed: removedAccountsSchema.optional(),
    }),
  },
  /** Asks for a path in a dialog and writes all entries that match the filter. `CANCELLED`. */
  exportTrail: {
    request: filterSchema.extend({ format: trailFormatSchema }),
    reply: z.strictObject({ path: z.string(), count: countSchema }),
  },
} as const;
