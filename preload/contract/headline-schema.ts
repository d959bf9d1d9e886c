// A profile's headline in the IPC contract: a row of the core's table, as schema and type. Used by schemas.ts.
import * as z from 'zod';

/** The most important state of a profile. `{left}` and `{until}` in the label stand for the time left and the clock time of the expiry. */
export const headlineSchema = z.strictObject({
  kind: z.enum([
    'corrupt',
    'needs-sign-in',
    'expired',
    'needs-browser',
    'locked',
    'unavailable',
    'unsaved',
    'paused',
    'expiring',
    'offline',
    'unknown-expiry',
    'none',
    'opening',
    'refreshing',
    'due',
    'good',
  ]),
  label: z.string(),
  /** The same in a few words, for a list. */
  line: z.string(),
  shape: z.enum(['triangle', 'padlock', 'ring-alert', 'ring-bars', 'ring-dashed', 'ring-open', 'ring-check']),
  tone: z.enum(['bad', 'attention', 'idle', 'info', 'good']),
  action: z
    .enum([
      'restore-or-sign-in',
      'sign-in',
      'refresh',
      'open-sign-in-window',
      'unlock',
      'enter-passphrase',
      'choose-store',
      'save-again',
      'resume',
    ])
    .optional(),
  actionLabel: z.string().optional(),
});
export type Headline = z.infer<typeof headlineSchema>;
