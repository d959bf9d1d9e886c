// A profile's state in the IPC contract: the three facets and the headline made from them, as schemas and types. Used by schemas.ts.
import * as z from 'zod';

/** Facet values that have a headline; `ok` and `saved` need none. */
const TOKEN = ['none', 'good', 'due', 'expiring', 'expired', 'unknown-expiry'] as const;
const SESSION = [
  'refreshing',
  'held-up',
  'offline',
  'server-trouble',
  'asked-to-wait',
  'refused-once',
  'needs-browser',
  'needs-sign-in',
  'paused',
] as const;
const STORAGE = ['opening', 'unsaved', 'locked', 'unavailable', 'corrupt'] as const;

export const tokenFacetSchema = z.enum(TOKEN);
export const sessionFacetSchema = z.enum(['ok', ...SESSION]);
export const storageFacetSchema = z.enum(['saved', ...STORAGE]);

const toneSchema = z.enum(['bad', 'attention', 'idle', 'info', 'good']);

/** A facet in words, for display beside the other two. */
const facetInWordsSchema = z.strictObject({ words: z.string(), tone: toneSchema });
export const facetWordsSchema = z.strictObject({
  token: facetInWordsSchema,
  session: facetInWordsSchema,
  storage: facetInWordsSchema,
});

/** A profile's most important state. In the label, `{left}` stands for the remaining time, `{until}` for the clock time of the expiry, `{at}` for that of the next try. */
export const headlineSchema = z.strictObject({
  kind: z.enum([...TOKEN, ...SESSION, ...STORAGE]),
  label: z.string(),
  /** A short form for a list. */
  line: z.string(),
  shape: z.enum(['triangle', 'padlock', 'ring-alert', 'ring-bars', 'ring-dashed', 'ring-open', 'ring-check']),
  tone: toneSchema,
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
      'look-again',
      'resume',
    ])
    .optional(),
  actionLabel: z.string().optional(),
});
/** What the token place needs, when the headline is about something more serious. */
export const placeAsideSchema = headlineSchema.pick({ line: true, action: true, actionLabel: true });

export type Headline = z.infer<typeof headlineSchema>;
