// The trail: which program was given which token, and which were refused. Part of the IPC contract in schemas.ts. Never a secret: a tag tells tokens apart and leads back
// to none.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';

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

/** One entry; names and what programs say are as they may be shown. */
export const trailEntrySchema = z.strictObject({
  id: countSchema,
  /** The number of the last line that it stands for. */
  lastId: countSchema.optional(),
  atMs: timeSchema,
  /** When the last of those that it stands for was. */
  lastAtMs: timeSchema,
  count: countSchema,
  event: trailEventSchema,
  via: z.enum(['window', 'clipboard', 'export', 'socket', 'command-line']),
  /** Who asked. */
  program: z.string(),
  /** What more is known of it, by name and value. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** Absent where it is about all accounts. It may be of one that has been removed since. */
  profileId: profileIdSchema.optional(),
  kind: z.enum(['access', 'refresh']).optional(),
  validForMs: timeSchema.optional(),
  /** Which rule decided, or why it was refused, in words. */
  because: z.string().optional(),
  reason: z.string().optional(),
  tag: tagSchema.optional(),
});
export type TrailLine = z.infer<typeof trailEntrySchema>;

/** What is left out is not asked for. */
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

/** Requests and replies of the calls. `STORAGE_*`: the trail cannot be read. */
export const TRAIL_CALL_SCHEMAS = {
  /** Newest first. `gaps`: which numbers are missing, in words. */
  listTrail: {
    request: filterSchema.extend({ most: z.number().int().min(1).max(2000) }),
    reply: z.strictObject({
      entries: z.array(trailEntrySchema).max(2000),
      hasMore: z.boolean(),
      gaps: z.array(z.string()).max(100),
    }),
  },
  /** Asks for a path in a dialog and writes all entries of the filter there. `CANCELLED`. */
  exportTrail: {
    request: filterSchema.extend({ format: trailFormatSchema }),
    reply: z.strictObject({ path: z.string(), count: countSchema }),
  },
} as const;
