// The stored form of the user's settings, and their defaults. preferences-store.ts reads and writes it.
import * as z from 'zod';
import { storedVersions } from '../../core/base/stored-versions';

/** The user's settings, and state that the app needs after a restart. */
export interface StoredPreferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** A copied token is removed from the clipboard after this many seconds. */
  readonly clearClipboardAfterSeconds: number;
  /** Whether the app keeps running in the tray when its window is closed; otherwise it quits. */
  readonly staysInTray: boolean;
  /** Which desktop notifications are on. */
  readonly notifications: Readonly<
    Record<'trouble' | 'signedOut' | 'browserCheck' | 'unsaved' | 'signInEnds' | 'backToNormal', boolean>
  >;
  /** Whether the user has paused everything. */
  readonly isPaused: boolean;
  /** By profile id: the end of the sign-in that the user was warned about, and when. Epoch milliseconds. */
  readonly toldSignInEnds: Readonly<Record<string, { readonly endsAtMs: number; readonly toldAtMs: number }>>;
  /** The last position of the window, and whether it was maximised. `undefined`: it was never moved, or the stored value is damaged. */
  readonly windowPlace?:
    | {
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
        readonly isMaximized: boolean;
      }
    | undefined;
}

/** A change of some settings; notification switches that are not named stay as they are. */
export type PreferencesChange = Partial<Omit<StoredPreferences, 'notifications'>> & {
  readonly notifications?: Partial<StoredPreferences['notifications']>;
};

/** The settings of a first start. */
export const DEFAULT_PREFERENCES: StoredPreferences = {
  theme: 'system',
  clearClipboardAfterSeconds: 30,
  staysInTray: true,
  notifications: {
    trouble: true,
    signedOut: true,
    browserCheck: true,
    unsaved: true,
    signInEnds: true,
    backToNormal: true,
  },
  isPaused: false,
  toldSignInEnds: {},
};

/** A switch that an earlier version did not have is on. */
const switchSchema = z.boolean().default(true);

/** The newest form. */
export const preferencesFormSchema = z.looseObject({
  theme: z.enum(['system', 'light', 'dark']).default(DEFAULT_PREFERENCES.theme),
  clearClipboardAfterSeconds: z.number().int().min(5).max(600).default(DEFAULT_PREFERENCES.clearClipboardAfterSeconds),
  staysInTray: z.boolean().default(DEFAULT_PREFERENCES.staysInTray),
  notifications: z
    .looseObject({
      trouble: switchSchema,
      signedOut: switchSchema,
      browserCheck: switchSchema,
      unsaved: switchSchema,
      signInEnds: switchSchema,
      backToNormal: switchSchema,
    })
    .default(DEFAULT_PREFERENCES.notifications),
  isPaused: z.boolean().default(DEFAULT_PREFERENCES.isPaused),
  toldSignInEnds: z
    .record(z.string(), z.looseObject({ endsAtMs: z.number(), toldAtMs: z.number() }))
    .default(DEFAULT_PREFERENCES.toldSignInEnds),
  windowPlace: z
    .looseObject({
      x: z.number().int(),
      y: z.number().int(),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      isMaximized: z.boolean(),
    })
    .optional()
    // The window opens well without it, so a damaged value does not make the whole file damaged.
    .catch(undefined),
});

/** A file without a version is version 1. Unknown keys are written back. */
export const PREFERENCES_VERSIONS = storedVersions(preferencesFormSchema);
