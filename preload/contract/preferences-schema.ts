// What the person can set, among it which notifications of the desktop there are. Used by schemas.ts.
import * as z from 'zod';

/** The switches of the desktop's notifications, in the order in which Settings shows them. */
export const NOTIFICATION_SWITCHES = [
  'trouble',
  'signedOut',
  'browserCheck',
  'unsaved',
  'signInEnds',
  'backToNormal',
] as const;

const switchSchema = z.enum(NOTIFICATION_SWITCHES);

/** What the person can set. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** After this many seconds a copied token is removed from the clipboard, if it is still there. */
  clearClipboardAfterSeconds: z.number().int().min(5).max(600),
  /** Whether the app goes on running in the tray when its window is closed. */
  staysInTray: z.boolean(),
  /** Which notifications are on. */
  notifications: z.record(switchSchema, z.boolean()),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Some of it; a switch of the notifications that is not named stays as it is. */
export const preferencesChangeSchema = preferencesSchema.partial().extend({
  notifications: z.partialRecord(switchSchema, z.boolean()).optional(),
});
export type PreferencesChange = Partial<Omit<Preferences, 'notifications'>> & {
  readonly notifications?: Partial<Preferences['notifications']>;
};
