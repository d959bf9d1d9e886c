// The one table that turns the three facets into what is said first: label, shape, tone and the action offered.
// Window and tray read it; neither decides anything of its own.
import type { RequiredUserAction } from '../ports/token-store';
import type { SessionFacet, StorageFacet, TokenFacet } from './state-facets';

/** Everything a headline can be, worst first: the order is the precedence. */
export const HEADLINE_KINDS = [
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
] as const;
export type HeadlineKind = (typeof HEADLINE_KINDS)[number];

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

/** One row of the table. `{left}` and `{until}` in the label stand for the time left and the clock time of the expiry. */
export interface Headline {
  readonly kind: HeadlineKind;
  readonly label: string;
  readonly shape: HeadlineShape;
  readonly tone: HeadlineTone;
  readonly action?: HeadlineAction;
  /** What the action's button says. */
  readonly actionLabel?: string;
}

const TABLE: Readonly<Record<HeadlineKind, Omit<Headline, 'kind'>>> = {
  corrupt: {
    label: 'Saved sign-in is damaged',
    shape: 'triangle',
    tone: 'bad',
    action: 'restore-or-sign-in',
    actionLabel: 'Restore a backup, or sign in again',
  },
  'needs-sign-in': {
    label: 'Sign in again',
    shape: 'triangle',
    tone: 'bad',
    action: 'sign-in',
    actionLabel: 'Sign in',
  },
  expired: { label: 'Expired', shape: 'triangle', tone: 'bad', action: 'refresh', actionLabel: 'Refresh now' },
  'needs-browser': {
    label: 'Axiom wants a browser check',
    shape: 'triangle',
    tone: 'bad',
    action: 'open-sign-in-window',
    actionLabel: 'Open the sign-in window',
  },
  locked: {
    label: 'Keychain is locked',
    shape: 'padlock',
    tone: 'attention',
    action: 'unlock',
    actionLabel: 'Unlock and retry',
  },
  unavailable: {
    label: 'No keychain',
    shape: 'padlock',
    tone: 'attention',
    action: 'choose-store',
    actionLabel: 'Choose where to keep tokens',
  },
  unsaved: {
    label: 'Working, not saved yet',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'save-again',
    actionLabel: 'Retry saving',
  },
  paused: { label: 'Paused by you', shape: 'ring-bars', tone: 'idle', action: 'resume', actionLabel: 'Resume' },
  expiring: {
    label: 'Runs out in {left}',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Refresh now',
  },
  offline: {
    label: 'Offline, working until {until}',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Try now',
  },
  'unknown-expiry': {
    label: 'Works, expiry unknown',
    shape: 'ring-alert',
    tone: 'attention',
    action: 'refresh',
    actionLabel: 'Check now',
  },
  none: { label: 'Signed out', shape: 'ring-dashed', tone: 'idle', action: 'sign-in', actionLabel: 'Sign in' },
  opening: { label: 'Opening', shape: 'ring-open', tone: 'info' },
  refreshing: { label: 'Refreshing', shape: 'ring-open', tone: 'info' },
  due: { label: 'Healthy', shape: 'ring-check', tone: 'good' },
  good: { label: 'Healthy', shape: 'ring-check', tone: 'good' },
};

type Words = Partial<Pick<Headline, 'label' | 'action' | 'actionLabel'>>;

/** What the table says otherwise when the store waits for something that only a person can give. */
const WORDS_FOR_USER_ACTION: Readonly<Record<RequiredUserAction, Partial<Record<HeadlineKind, Words>>>> = {
  passphrase: {
    locked: { label: 'Sealed file is locked', action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
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

/** The worst of what the facets say, worded for what the store waits for. A profile without tokens says nothing about its session. */
export function deriveHeadline(
  token: TokenFacet,
  session: SessionFacet,
  storage: StorageFacet,
  requiredUserAction?: RequiredUserAction,
): Headline {
  const said = new Set<string>([token, storage, ...(token === 'none' ? [] : [session])]);
  // While the store is being read, "none" is not known yet.
  if (storage === 'opening') said.delete('none');
  const kind = HEADLINE_KINDS.find((candidate) => said.has(candidate)) ?? 'good';
  return { kind, ...TABLE[kind], ...(requiredUserAction && WORDS_FOR_USER_ACTION[requiredUserAction][kind]) };
}

/** The worst of several headlines, as the tray shows it; `undefined` for none. */
export function worstHeadline(headlines: readonly Headline[]): Headline | undefined {
  return [...headlines].sort((a, b) => HEADLINE_KINDS.indexOf(a.kind) - HEADLINE_KINDS.indexOf(b.kind))[0];
}
