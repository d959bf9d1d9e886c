// The content of the help pages: facts about this copy of the app, and its shortcuts. In the IPC contract of schemas.ts.
import * as z from 'zod';

/** One fact about this copy of the app; no secret, and no person's name in a path. */
const appFactSchema = z.strictObject({ name: z.string(), value: z.string() });
export type AppFact = z.infer<typeof appFactSchema>;

/** A menu command and the keys for it, as this platform writes them. */
const shortcutSchema = z.strictObject({ words: z.string(), keys: z.array(z.string()).min(1) });
export type Shortcut = z.infer<typeof shortcutSchema>;

/** The commands of one menu. */
const shortcutGroupSchema = z.strictObject({ title: z.string(), shortcuts: z.array(shortcutSchema).min(1) });
export type ShortcutGroup = z.infer<typeof shortcutGroupSchema>;

const nothingSchema = z.void();

/** Request and reply of each call. */
export const HELP_CALL_SCHEMAS = {
  /** Facts about this copy of the app, for a bug report. */
  describeApp: { request: nothingSchema, reply: z.strictObject({ facts: z.array(appFactSchema) }) },
  /** Copies these facts, one per line. */
  copyAppFacts: { request: nothingSchema, reply: nothingSchema },
  /** All shortcuts of the current menu. */
  listShortcuts: { request: nothingSchema, reply: z.strictObject({ groups: z.array(shortcutGroupSchema) }) },
  /** Shows the log folder in the desktop's file manager. `STORAGE_UNAVAILABLE`: there is no file manager. */
  showLogFolder: { request: nothingSchema, reply: nothingSchema },
} as const;
