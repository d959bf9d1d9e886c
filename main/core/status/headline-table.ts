// The table of headlines: label, shape, tone and action of each, and its facet value in words. headline.ts chooses from it.
// A new headline is a row here; window and tray show it without further changes.
import type { TokenPlace } from '../ports/token-places';
import type { SessionFacet, StorageFacet, TokenFacet } from './state-facets';

/** Shapes that can be distinguished at 16 px without colour. */
export type HeadlineShape =
  | 'triangle'
  | 'padlock'
  | 'ring-alert'
  | 'ring-bars'
  | 'ring-dashed'
  | 'ring-open'
  | 'ring-check';
export type HeadlineTone = 'bad' | 'attention' | 'idle' | 'info' | 'good';
export type HeadlineAction =
  | 'restore-or-sign-in'
  | 'sign-in'
  | 'refresh'
  | 'open-sign-in-window'
  | 'unlock'
  | 'enter-passphrase'
  | 'choose-store'
  | 'save-again'
  | 'look-again'
  | 'resume';

/** All kinds of headline. */
export type HeadlineKind = keyof typeof HEADLINE_TABLE;

/** The headline of one profile. In the label, `{left}` is the time left, `{until}` the clock time of the expiry and `{at}` that of the next try. */
export interface Headline {
  readonly kind: HeadlineKind;
  readonly label: string;
  /** A shorter label, for a list. */
  readonly line: string;
  readonly shape: HeadlineShape;
  readonly tone: HeadlineTone;
  readonly action?: HeadlineAction;
  /** The text of the action's button. */
  readonly actionLabel?: string;
}

/** A row of the table. A function is used when the text depends on the place of the tokens. */
export interface HeadlineRow extends Omit<Headline, 'kind' | 'label' | 'line'> {
  /** The text of the facet value, shown beside the other two facets. */
  readonly facet: string;
  readonly label: string | ((place: TokenPlace) => string);
  readonly line: string | ((place: TokenPlace) => string);
}

/** The texts of the facet values that need no headline. */
export const CALM_FACETS = { ok: 'Signed in', saved: 'Saved' } as const;

/** Worst first: the order is the precedence. Every facet value has a row, except those of {@link CALM_FACETS}. */
export const HEADLINE_TABLE = {
  corrupt: {
    facet: 'Damaged',
    label: 'Saved sign-in is damaged',
    line: 'sign-in damaged',
    shape: 'triangle',
    tone: 'bad',
    action: 'restore-or-sign-in',
    actionLabel: 'Restore a backup, or sign in again',
  },
  'needs-sign-in': {
    facet: 'Ended',
    label: 'Sign in again',
    line: 'sign in again',
    shape: 'triangle',
    tone: 'bad',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  'needs-browser': {
    facet: 'Browser check wanted',
    label: 'Axiom wants a browser check',
    line: 'browser check wanted',
    shape: 'triangle',
    tone: 'bad',
    action: 'open-sign-in-window',
    actionLabel: 'Open the sign-in window',
  },
  expired: {
    facet: 'Expired',
    label: 'Expired',
    line: 'expired',
    shape: 'triangle',
    tone: 'bad',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  locked: {
    facet: 'Locked',
    label: ({ headlines }) => headlines.locked,
    line: ({ headlines }) => headlines.locked.charAt(0).toLowerCase() + headlines.locked.slice(1),
    shape: 'padlock',
    tone: 'attention',
    action: 'unlock',
    actionLabel: 'Unlock and retry',
  },
  unavailable: {
    facet: 'Not available',
    label: ({ headlines }) => headlines.unavailable,
    line: 'tokens not reachable',
    shape: 'padlock',
    tone: 'attention',
    action: 'choose-store',
    actionLabel: 'Choose where to keep tokens',
  },
  paused: {
    facet: 'Paused by you',
    label: 'Paused by you',
    line: 'paused',
    shape: 'ring-bars',
    tone: 'idle',
    action: 'resume',
    actionLabel: 'Resume',
  },
  unsaved: {
    facet: 'In memory only',
    label: ({ noun, inSentence = `the ${noun}` }) => `In memory only, not yet in ${inSentence}`,
    line: 'in memory only',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'save-again',
    actionLabel: 'Save again',
  },
  'refused-once': {
    facet: 'Refused once',
    label: 'Refused once, checking again at {at}',
    line: 'refused once',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  expiring: {
    facet: 'Expires soon',
    label: 'Expires in {left}',
    line: 'expiring soon',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  'held-up': {
    facet: 'Refresh delayed',
    label: 'Not refreshed, working until {until}',
    line: 'delayed',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  'server-trouble': {
    facet: 'Axiom has trouble',
    label: 'Axiom has trouble, working until {until}',
    line: 'Axiom has trouble',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  'asked-to-wait': {
    facet: 'Asked to wait',
    label: 'Axiom asks to wait until {at}, working until {until}',
    line: 'asked to wait',
    shape: 'ring-alert',
    tone: 'attention',
  },
  offline: {
    facet: 'Axiom not reached',
    label: 'Offline, working until {until}',
    line: 'offline',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  'unknown-expiry': {
    facet: 'Works, expiry unknown',
    label: 'Works, expiry unknown',
    line: 'expiry unknown',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  none: {
    facet: 'None',
    label: 'Signed out',
    line: 'signed out',
    shape: 'ring-dashed',
    tone: 'idle',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  opening: { facet: 'Opening', label: 'Opening', line: 'opening', shape: 'ring-open', tone: 'info' },
  refreshing: { facet: 'Refreshing', label: 'Refreshing', line: 'refreshing', shape: 'ring-open', tone: 'info' },
  due: { facet: 'Good, a refresh is due', label: 'Healthy', line: 'healthy', shape: 'ring-check', tone: 'good' },
  good: { facet: 'Good', label: 'Healthy', line: 'healthy', shape: 'ring-check', tone: 'good' },
} satisfies Readonly<Record<Exclude<TokenFacet | SessionFacet | StorageFacet, keyof typeof CALM_FACETS>, HeadlineRow>>;

/** All kinds, worst first. */
export const HEADLINE_KINDS = Object.keys(HEADLINE_TABLE) as readonly HeadlineKind[];
