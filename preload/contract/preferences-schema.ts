// The user's preferences, including the notification switches. Used by schemas.ts.
import * as z from 'zod';

/** The switches of the desktop notifications, in the order of Settings. */
export const NOTIFICATION_SWITCHES = [
  'trouble',
  'signedOut',
  'browserCheck',
  'unsaved',
  'signInEnds',
  'backToNormal',
] as const;

const switchSchema = z.enum(NOTIFICATION_SWITCHES);

/** The user's preferences. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** A copied token is removed from the clipboard after this many seconds, if it is still there. */
  clearClipboardAfterSeconds: z.number().int().min(5).max(600),
  /** Whether the app keeps running in the tray when its window is closed. */
  staysInTray: z.boolean(),
  /** Which notifications are on. */
  notifications: z.record(switchSchema, z.boolean()),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** A change of some preferences; notification switches that are not named stay as they are. */
export const preferencesChangeSchema = preferencesSchema.partial().extend({
  notifications: z.partialRecord(switchSchema, z.boolean()).optional(),
});
export type PreferencesChange = Partial<Omit<Preferences, 'notifications'>> & {
  readonly notifications?: Partial<Preferences['notifications']>;
};
