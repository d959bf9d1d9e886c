// The stored form of one line of the audit trail. trail-files.ts reads and writes it.
import * as z from 'zod';
import { storedVersions } from '../../core/base/stored-versions';
import type { Consumer } from '../../handout/consumer';
import { type TrailEntry, VIAS } from '../../handout/trail-entry';

const text = z.string().optional();
/**
 * Far more lines than a trail ever has. A larger number comes from damage; near the largest exact integer the next
 * numbers could not be represented.
 */
export const LARGEST_ID = 1e15;
/** The range of a JavaScript `Date`. */
const timeMs = z.number().min(-8.64e15).max(8.64e15);

const consumerSchema: z.ZodType<Consumer> = z.looseObject({
  kind: z.enum(['person', 'program', 'child', 'unknown']),
  programId: z.string(),
  sessionId: z.string(),
  name: z.string(),
  binary: text,
  pid: z.number().optional(),
  exe: text,
  script: text,
  realScript: text,
  fileId: text,
  parent: text,
  unit: text,
  tty: text,
  get lentBy() {
    return consumerSchema.optional();
  },
  isForwarded: z.literal(true).optional(),
});

const entrySchema = z.looseObject({
  id: z.number().int().positive().max(LARGEST_ID),
  atMs: timeMs,
  event: z.enum(['handed-out', 'refused', 'allowed', 'blocked', 'forgotten', 'policy', 'paused', 'resumed']),
  via: z.enum(VIAS),
  consumer: consumerSchema,
  by: consumerSchema.optional(),
  profileId: text,
  kind: z.enum(['access', 'refresh']).optional(),
  validForMs: z.number().optional(),
  rule: text,
  // May be a code of a later version, which is shown as it is.
  code: text,
  reason: text,
  tag: text,
  count: z.number().int().positive(),
  lastAtMs: timeMs,
});

export const TRAIL_VERSIONS = storedVersions(entrySchema);

export function writeTrailLine(entry: TrailEntry): string {
  return JSON.stringify({ version: TRAIL_VERSIONS.current, ...entry });
}

/** Parses a line; `undefined` when it was cut off or is not of this app. */
export function readTrailLine(line: string): TrailEntry | undefined {
  try {
    const { version, ...content } = z.looseObject({}).parse(JSON.parse(line));
    const found = TRAIL_VERSIONS.read(content, version);
    return found.kind === 'value' ? (found.value as TrailEntry) : undefined;
  } catch {
    return undefined;
  }
}
