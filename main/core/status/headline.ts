// The one table that turns the three facets into what is said first: label, shape, tone and the action offered.
// Window and tray read it; neither decides anything of its own.
import { type PlaceKind, placeOf, type TokenPlace } from '../ports/token-places';
import type { RequiredUserAction } from '../ports/token-store';
import type { SessionFacet, StorageFacet, TokenFacet } from './state-facets';

/** Told apart at 16 px without colour. */
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

/** Everything a headline can be. */
export type HeadlineKind = keyof typeof TABLE;

/** A row as it is said of one profile. `{left}` and `{until}` in the label stand for the time left and the clock time of the expiry. */
export interface Headline {
  readonly kind: HeadlineKind;
  readonly label: string;
  /** The same in a few words, for a list. */
  readonly line: string;
  readonly shape: HeadlineShape;
  readonly tone: HeadlineTone;
  readonly action?: HeadlineAction;
  /** What the action's button says. */
  readonly actionLabel?: string;
}

/** A row of the table; a label or line that depends on where the tokens are kept is asked of that place. */
interface Row extends Omit<Headline, 'kind' | 'label' | 'line'> {
  readonly label: string | ((place: TokenPlace) => string);
  readonly line: string | ((place: TokenPlace) => string);
}

/** What the facets say when there is nothing to say. */
type Calm = 'ok' | 'saved';

/** The worst first: the order is the precedence. Every value of a facet has its row, but the calm ones. */
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

/** What the table says otherwise when the store waits for something that only a person can give. */
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
 * The worst of what the facets say, worded for the place and for what the store waits for. A profile without tokens says nothing about its session.
 */
export function deriveHeadline(
  token: TokenFacet,
  session: SessionFacet,
  storage: StorageFacet,
  placeKind: PlaceKind,
  requiredUserAction?: RequiredUserAction,
): Headline {
  const said = new Set<string>([token, storage, ...(token === 'none' ? [] : [session])]);
  // While the store is being read, "none" is not known yet.
  if (storage === 'opening') said.delete('none');
  const kind = HEADLINE_KINDS.find((candidate) => said.has(candidate)) ?? 'good';
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
