// Which buttons a profile offers, and which one is the accent action. Pure: only what works in this state is offered.
import type { ProfileStatus } from '../../preload/contract/schemas';

/** What a button of the dashboard does. */
export type DashboardIntent =
  | 'refresh'
  | 'sign-in'
  | 'sign-in-with-browser'
  | 'retry-storage'
  | 'enter-passphrase'
  | 'choose-store'
  | 'restore'
  | 'resume';

/** A button: what it does and what it says. */
export interface DashboardAction {
  readonly intent: DashboardIntent;
  readonly label: string;
}

/** The buttons under the ring. */
export interface ActionModel {
  readonly accent: DashboardAction | undefined;
  /** Beside the accent action, quieter. */
  readonly others: readonly DashboardAction[];
  /** Whether there is a token that still works and may be handed out, to copy and to reveal. */
  readonly hasUsableToken: boolean;
  /** Whether there is anything to back up or to sign out of. */
  readonly hasTokens: boolean;
  readonly isRefreshing: boolean;
  /** Whether it is known to hold no tokens and may go from the list. */
  readonly canBeRemoved: boolean;
}

const USABLE: ReadonlySet<ProfileStatus['token']> = new Set(['good', 'due', 'expiring', 'unknown-expiry']);
const ELSEWHERE: DashboardAction = { intent: 'choose-store', label: 'Choose another place' };
const REFRESH: DashboardAction = { intent: 'refresh', label: 'Refresh now' };

/**
 * The buttons of a profile in its state. While everything is paused no token is handed out or refreshed. `isLast`: no other profile of the person's
 * own is in the list.
 */
export function actionModel(profile: ProfileStatus, isPaused: boolean, isLast: boolean): ActionModel {
  const hasTokens = profile.token !== 'none';
  return {
    ...choices(profile, hasTokens, isPaused),
    hasUsableToken: USABLE.has(profile.token) && !isPaused,
    hasTokens,
    isRefreshing: profile.session === 'refreshing',
    canBeRemoved: profile.headline.kind === 'none' && profile.storage === 'saved' && !isLast,
  };
}

function choices(
  { headline }: ProfileStatus,
  hasTokens: boolean,
  isPaused: boolean,
): Pick<ActionModel, 'accent' | 'others'> {
  const say = (fallback: string) => headline.actionLabel ?? fallback;
  const canRefresh = hasTokens && !isPaused;
  const refreshToo = canRefresh ? [REFRESH] : [];
  switch (headline.action) {
    case 'restore-or-sign-in':
      return {
        accent: { intent: 'restore', label: 'Restore a backup…' },
        others: [{ intent: 'sign-in', label: 'Sign in again' }],
      };
    case 'sign-in':
      return { accent: { intent: 'sign-in', label: say('Sign in') }, others: [] };
    case 'open-sign-in-window':
      return { accent: { intent: 'sign-in-with-browser', label: say('Open the sign-in window') }, others: [] };
    case 'unlock':
      return {
        accent: { intent: 'retry-storage', label: say('Unlock and retry') },
        others: [ELSEWHERE, ...refreshToo],
      };
    case 'enter-passphrase':
      return {
        accent: { intent: 'enter-passphrase', label: say('Enter the passphrase') },
        others: [ELSEWHERE, ...refreshToo],
      };
    case 'save-again':
      return { accent: { intent: 'retry-storage', label: say('Retry saving') }, others: [ELSEWHERE] };
    case 'choose-store':
      return {
        accent: { intent: 'choose-store', label: say('Choose where to keep tokens') },
        // Signing in needs no keychain: the tokens wait in memory until a place is chosen.
        others: [
          { intent: 'retry-storage', label: 'Try again' },
          ...(hasTokens ? refreshToo : [{ intent: 'sign-in', label: 'Sign in' } as const]),
        ],
      };
    case 'refresh':
      return { accent: { intent: 'refresh', label: say('Refresh now') }, others: [] };
    case 'resume':
      return { accent: { intent: 'resume', label: say('Resume') }, others: [] };
    case undefined:
      return { accent: canRefresh ? REFRESH : undefined, others: [] };
  }
}
