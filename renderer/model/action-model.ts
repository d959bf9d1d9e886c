// Which buttons a profile has, and which one is the accent action: only those that work in its state. Pure; used by the dashboard.
import type { ProfileStatus } from '../../preload/contract/schemas';

/** The action of a dashboard button. */
export type DashboardIntent =
  | 'refresh'
  | 'sign-in'
  | 'sign-in-with-browser'
  | 'retry-storage'
  | 'enter-passphrase'
  | 'choose-store'
  | 'restore'
  | 'resume';

/** A button: its action and its label. */
export interface DashboardAction {
  readonly intent: DashboardIntent;
  readonly label: string;
}

/** The buttons under the ring. */
export interface ActionModel {
  readonly accent: DashboardAction | undefined;
  /** The quieter buttons beside the accent action. */
  readonly others: readonly DashboardAction[];
  /** Whether there is a valid token that may be copied and revealed. */
  readonly hasUsableToken: boolean;
  /** Whether there is anything to sign out of. */
  readonly hasTokens: boolean;
  readonly isRefreshing: boolean;
  /** Until then Axiom accepts no refresh; absent when it does, or when unknown. */
  readonly waitsUntilMs: number | undefined;
  /** Whether the profile is known to hold no tokens and may be removed from the list. */
  readonly canBeRemoved: boolean;
}

const USABLE: ReadonlySet<ProfileStatus['token']> = new Set(['good', 'due', 'expiring', 'unknown-expiry']);
const CHOOSE_PLACE: DashboardAction = { intent: 'choose-store', label: 'Choose another place' };
const SIGN_IN: DashboardAction = { intent: 'sign-in', label: 'Sign in' };
const REFRESH: DashboardAction = { intent: 'refresh', label: 'Refresh now' };

/**
 * The buttons for a profile's state. While everything is paused no token is copied, revealed or refreshed. `isLast`: the list has no other profile
 * except the demo's.
 */
export function actionModel(profile: ProfileStatus, isPaused: boolean, isLast: boolean): ActionModel {
  const hasTokens = profile.token !== 'none';
  return {
    ...choices(profile, hasTokens, isPaused),
    hasUsableToken: USABLE.has(profile.token) && !isPaused,
    hasTokens,
    isRefreshing: profile.session === 'refreshing',
    waitsUntilMs: profile.session === 'asked-to-wait' ? profile.nextTryAtMs : undefined,
    canBeRemoved: profile.headline.kind === 'none' && profile.storage === 'saved' && !isLast,
  };
}

/** The headline's buttons, and what the place needs when the headline is about something more serious. */
function choices(
  profile: ProfileStatus,
  hasTokens: boolean,
  isPaused: boolean,
): Pick<ActionModel, 'accent' | 'others'> {
  const { headline, placeAside } = profile;
  const { accent, others } = choicesFor(headline, hasTokens, isPaused);
  if (placeAside === undefined) return { accent, others };
  const ofPlace = choicesFor(placeAside, hasTokens, isPaused);
  const further = [...(ofPlace.accent ? [ofPlace.accent] : []), ...ofPlace.others];
  const isNew = ({ intent }: DashboardAction) =>
    intent !== 'refresh' && ![accent, ...others].some((each) => each?.intent === intent);
  return { accent, others: [...others, ...further.filter(isNew)] };
}

function choicesFor(
  headline: Pick<ProfileStatus['headline'], 'action' | 'actionLabel'>,
  hasTokens: boolean,
  isPaused: boolean,
): Pick<ActionModel, 'accent' | 'others'> {
  const labelOr = (fallback: string) => headline.actionLabel ?? fallback;
  const canRefresh = hasTokens && !isPaused;
  const refreshIfPossible = canRefresh ? [REFRESH] : [];
  switch (headline.action) {
    case 'restore-or-sign-in':
      return {
        accent: { intent: 'restore', label: 'Restore a backup…' },
        others: [{ intent: 'sign-in', label: 'Sign in again' }, CHOOSE_PLACE],
      };
    case 'sign-in':
      return { accent: { intent: 'sign-in', label: labelOr('Sign in') }, others: [] };
    case 'open-sign-in-window':
      return { accent: { intent: 'sign-in-with-browser', label: labelOr('Open the sign-in window') }, others: [] };
    case 'unlock':
      return {
        accent: { intent: 'retry-storage', label: labelOr('Unlock and retry') },
        others: [CHOOSE_PLACE, ...refreshIfPossible],
      };
    case 'enter-passphrase':
      return {
        accent: { intent: 'enter-passphrase', label: labelOr('Enter the passphrase') },
        others: [CHOOSE_PLACE, ...refreshIfPossible],
      };
    case 'save-again':
      return { accent: { intent: 'retry-storage', label: labelOr('Retry saving') }, others: [CHOOSE_PLACE] };
    case 'look-again':
      return {
        accent: { intent: 'retry-storage', label: labelOr('Look again') },
        others: [CHOOSE_PLACE, ...(hasTokens ? [] : [SIGN_IN])],
      };
    case 'choose-store':
      return {
        accent: { intent: 'choose-store', label: labelOr('Choose where to keep tokens') },
        // Signing in needs no keychain: the tokens stay in memory until a place is chosen.
        others: [{ intent: 'retry-storage', label: 'Try again' }, ...(hasTokens ? refreshIfPossible : [SIGN_IN])],
      };
    case 'refresh':
      return { accent: { intent: 'refresh', label: labelOr('Refresh now') }, others: [] };
    case 'resume':
      return { accent: { intent: 'resume', label: labelOr('Resume') }, others: [] };
    case undefined:
      return { accent: canRefresh ? REFRESH : undefined, others: [] };
  }
}
