// What the pages of help show: facts about this copy of the app, and the keys of its menu. Part of the IPC contract in schemas.ts.
import * as z from 'zod';

/** One fact about this copy of the app; no secret, and no name of a person in a path. */
const appFactSchema = z.strictObject({ name: z.string(), value: z.string() });
export type AppFact = z.infer<typeof appFactSchema>;

/** One command of the menu, and the keys that are pressed together for it, as this platform writes them. */
const shortcutSchema = z.strictObject({ words: z.string(), keys: z.array(z.string()).min(1) });
export type Shortcut = z.infer<typeof shortcutSchema>;

/** The commands of one menu. */
const shortcutGroupSchema = z.strictObject({ title: z.string(), shortcuts: z.array(shortcutSchema).min(1) });
export type ShortcutGroup = z.infer<typeof shortcutGroupSchema>;

const nothingSchema = z.void();

/** The calls of the pages of help. */
export const HELP_CALL_SCHEMAS = {
  /** What this copy of the app is, for a bug report. */
  describeApp: { request: nothingSchema, reply: z.strictObject({ facts: z.array(appFactSchema) }) },
  /** Copies these facts, a line each. */
  copyAppFacts: { request: nothingSchema, reply: nothingSchema },
  /** Every key of the menu as it is now. */
  listShortcuts: { request: nothingSchema, reply: z.strictObject({ groups: z.array(shortcutGroupSchema) }) },
  /** Shows the folder of the log in the desktop's file manager. `STORAGE_UNAVAILABLE`: there is none. */
  showLogFolder: { request: nothingSchema, reply: nothingSchema },
} as const;
