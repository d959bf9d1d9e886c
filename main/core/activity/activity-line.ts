// The lines in which the activity is kept: what was told, how a refresh went, and for how long there was a valid access token. Pure; ActivityLog writes and reads them.
// A line must never hold a secret. Lines that are cut short, or that a later version wrote, are left out when they are read, and stay where they are.
import * as z from 'zod';

/** What an entry is about; the log can be narrowed to one of these. */
export const ACTIVITY_KINDS = ['refresh', 'sign-in', 'token', 'place', 'app'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** An attempt that Axiom was asked in, or could not be. `atMs` of the entry: when it had ended. */
const refreshSchema = z.object({
  durationMs: z.number().nonnegative(),
  host: z.string().optional(),
  /** Absent after a success. */
  failureCode: z.string().optional(),
});
export type KeptRefresh = z.infer<typeof refreshSchema>;

const entrySchema = z.object({
  atMs: z.number(),
  kind: z.enum(ACTIVITY_KINDS),
  /** Absent where it is about all of them, or the app. */
  profileId: z.string().optional(),
  text: z.string(),
  isProblem: z.literal(true).optional(),
  refresh: refreshSchema.optional(),
});
/** One event in words for the person. `atMs`: epoch milliseconds by the local clock. */
export type Activity = Readonly<z.infer<typeof entrySchema>>;

const validSpanSchema = z.object({
  atMs: z.number(),
  profileId: z.string(),
  /** How long it was watched from `atMs` on. */
  watchedMs: z.number().nonnegative(),
  /** For how long of that, from its beginning, there was a valid access token. */
  validMs: z.number().nonnegative(),
});
/** A while in which a profile was watched. */
export type ValidSpan = Readonly<z.infer<typeof validSpanSchema>>;

export type ActivityLine = Activity | ValidSpan;

const lineSchema = z.union([entrySchema, validSpanSchema]);

export function isEntry(line: ActivityLine): line is Activity {
  return 'text' in line;
}

/** The entry without what only the plot needs. */
export function entryAlone({ refresh: _refresh, ...entry }: Activity): Omit<Activity, 'refresh'> {
  return entry;
}

/** A line without a newline. */
export function writeLine(line: ActivityLine): string {
  return JSON.stringify(line);
}

/** `undefined` for what this version does not understand. */
export function readLine(text: string): ActivityLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
