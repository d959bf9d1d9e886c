// The one table that maps the three facets to a headline: label, shape, tone and the offered action.
// Window and tray show it; neither decides anything itself.
import { type PlaceKind, placeOf, type TokenPlace } from '../ports/token-places';
import type { RequiredUserAction } from '../ports/token-store';
import type { SessionFacet, StorageFacet, TokenFacet } from './state-facets';

/** Shapes that a person can tell apart at 16 px without colour. */
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
  | 'resume';

/** All kinds of headline. */
export type HeadlineKind = keyof typeof TABLE;

/** The headline of one profile. In the label, `{left}` stands for the time left and `{until}` for the clock time of the expiry. */
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

/** A row of the table. A function is used where the text depends on the place that keeps the tokens. */
interface Row extends Omit<Headline, 'kind' | 'label' | 'line'> {
  readonly label: string | ((place: TokenPlace) => string);
  readonly line: string | ((place: TokenPlace) => string);
}

/** Facet values that need no headline. */
type Calm = 'ok' | 'saved';

/** Worst first: the order is the precedence. Every facet value has a row, except the calm ones. */
const TABLE = {
  corrupt: {
    label: 'Saved sign-in is damaged',
    line: 'sign-in damaged',
    shape: 'triangle',
    tone: 'bad',
    action: 'restore-or-sign-in',
    actionLabel: 'Restore a backup, or sign in again',
  },
  'needs-sign-in': {
    label: 'Sign in again',
    line: 'sign in again',
    shape: 'triangle',
    tone: 'bad',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  expired: {
    label: 'Expired',
    line: 'expired',
    shape: 'triangle',
    tone: 'bad',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  'needs-browser': {
    label: 'Axiom wants a browser check',
    line: 'browser check wanted',
    shape: 'triangle',
    tone: 'bad',
    action: 'open-sign-in-window',
    actionLabel: 'Open the sign-in window',
  },
  locked: {
    label: ({ headlines }) => headlines.locked,
    line: ({ headlines }) => headlines.locked.charAt(0).toLowerCase() + headlines.locked.slice(1),
    shape: 'padlock',
    tone: 'attention',
    action: 'unlock',
    actionLabel: 'Unlock and retry',
  },
  unavailable: {
    label: ({ headlines }) => headlines.unavailable,
    line: 'tokens not reachable',
    shape: 'padlock',
    tone: 'attention',
    action: 'choose-store',
    actionLabel: 'Choose where to keep tokens',
  },
  unsaved: {
    label: 'Working, not saved yet',
    line: 'not saved yet',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'save-again',
    actionLabel: 'Retry saving',
  },
  paused: {
    label: 'Paused by you',
    line: 'paused',
    shape: 'ring-bars',
    tone: 'idle',
    action: 'resume',
    actionLabel: 'Resume',
  },
  expiring: {
    label: 'Runs out in {left}',
    line: 'running out',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  offline: {
    label: 'Offline, working until {until}',
    line: 'offline',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Try now',
  },
  'unknown-expiry': {
    label: 'Works, expiry unknown',
    line: 'expiry unknown',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Check now',
  },
  none: {
    label: 'Signed out',
    line: 'signed out',
    shape: 'ring-dashed',
    tone: 'idle',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  opening: { label: 'Opening', line: 'opening', shape: 'ring-open', tone: 'info' },
  refreshing: { label: 'Refreshing', line: 'refreshing', shape: 'ring-open', tone: 'info' },
  due: { label: 'Healthy', line: 'healthy', shape: 'ring-check', tone: 'good' },
  good: { label: 'Healthy', line: 'healthy', shape: 'ring-check', tone: 'good' },
} satisfies Readonly<Record<Exclude<TokenFacet | SessionFacet | StorageFacet, Calm>, Row>>;

/** All kinds, worst first. */
export const HEADLINE_KINDS = Object.keys(TABLE) as readonly HeadlineKind[];

type Words = Partial<Pick<Headline, 'label' | 'action' | 'actionLabel'>>;

/** Replaces texts of the table while the store waits for a required user action. */
const WORDS_FOR_USER_ACTION: Readonly<Record<RequiredUserAction, Partial<Record<HeadlineKind, Words>>>> = {
  passphrase: {
    locked: { action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
    unsaved: { action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
  },
  'new-passphrase': {
    locked: { label: 'Passphrase wanted', action: 'enter-passphrase', actionLabel: 'Choose a passphrase' },
    unsaved: { action: 'enter-passphrase', actionLabel: 'Choose a passphrase' },
  },
  'other-keychain': {
    unavailable: { label: 'Another keychain answers' },
    unsaved: { action: 'choose-store', actionLabel: 'Choose where to keep tokens' },
  },
};

/**
 * The worst row among the facets, with the texts for the place and the required user action. Without tokens the session facet is ignored.
 */
export function deriveHeadline(
  token: TokenFacet,
  session: SessionFacet,
  storage: StorageFacet,
  placeKind: PlaceKind,
  requiredUserAction?: RequiredUserAction,
): Headline {
  const facets = new Set<string>([token, storage, ...(token === 'none' ? [] : [session])]);
  // While the store is being read, it is not known yet whether there are tokens.
  if (storage === 'opening') facets.delete('none');
  const kind = HEADLINE_KINDS.find((candidate) => facets.has(candidate)) ?? 'good';
  const row: Row = TABLE[kind];
  const place = placeOf(placeKind);
  return {
    kind,
    ...row,
    label: typeof row.label === 'string' ? row.label : row.label(place),
    line: typeof row.line === 'string' ? row.line : row.line(place),
    ...(requiredUserAction && WORDS_FOR_USER_ACTION[requiredUserAction][kind]),
  };
}

/** The worst of several headlines, as the tray shows it; `undefined` for none. */
export function worstHeadline(headlines: readonly Headline[]): Headline | undefined {
  return [...headlines].sort((a, b) => HEADLINE_KINDS.indexOf(a.kind) - HEADLINE_KINDS.indexOf(b.kind))[0];
}
