// The text of notices, and the page that a click opens. The title begins with the account; the body says what happened, what is safe and what to do.
// Contains no secrets: only names, times and the problem in the words of the window.
import type { Page } from '../../../../preload/contract/page-schema';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import { clockTime, type LocaleChoice } from '../../../core/status/clock-time';
import type { NoticeKind } from './notices';

/** The text of a notice. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** `heldMs`: how long the state has lasted. */
export interface NoticeMoment {
  readonly nowMs: number;
  readonly heldMs: number;
  readonly locale?: LocaleChoice | undefined;
}

/** The title of a notification about an account. */
export function noticeTitle({ name, isSimulator }: ProfileStatus, words: string): string {
  return `${name}: ${words}${isSimulator ? ' — Simulator' : ''}`;
}

/** The text for a kind of notice. */
export function noticeWords(kind: NoticeKind, profile: ProfileStatus, moment: NoticeMoment): NoticeWords {
  const [title, ...sentences] = WORDS[kind](profile, moment);
  return { title: noticeTitle(profile, title), body: sentences.filter((each) => each !== '').join(' ') };
}

/** The page on which the user can help. */
export function noticePage(kind: NoticeKind, profile: ProfileStatus): Page {
  if (kind === 'signed-out') return 'sign-in';
  if (kind === 'browser-check' || kind === 'back-to-normal' || profile.storage === 'saved') return 'dashboard';
  const { requiredUserAction: action, problem } = profile;
  if (action === 'passphrase' || action === 'new-passphrase') return 'passphrase';
  // When the place itself works, another program has emptied it; the dashboard then asks what to do.
  return action === 'other-keychain' || isOfPlace(problem) ? 'store' : 'dashboard';
}

type Words = readonly [title: string, ...sentences: string[]];

const WORDS: Readonly<Record<NoticeKind, (profile: ProfileStatus, moment: NoticeMoment) => Words>> = {
  'signed-out': (profile, moment) => {
    const { signInEndsAtMs, problem } = profile;
    const hasEnded = signInEndsAtMs !== undefined && moment.nowMs >= signInEndsAtMs;
    const reason = problem?.code === 'UNAUTHORIZED' ? problem.message : 'Axiom no longer accepts this sign-in.';
    return [
      hasEnded ? 'the sign-in has ended' : 'signed out by Axiom',
      hasEnded ? 'It has reached its end.' : reason,
      worksUntil(profile, moment),
      'Nothing was removed. Sign in again, and everything continues.',
    ];
  },
  'browser-check': (profile, moment) => [
    'Axiom wants a browser check',
    'Axiom wants to check that you are a person before it refreshes again.',
    worksUntil(profile, moment),
    'The sign-in is safe. Open the sign-in window and pass the check there.',
  ],
  expired: (profile, moment) => [
    'the access token has expired',
    `${capitalised(whatFails(profile, moment))}, and programs get no token until that works.`,
    'The sign-in is safe, and the app keeps trying.',
    whatHelps(profile, moment),
  ],
  unsaved: (profile) => [
    'tokens are not saved',
    profile.isSealed
      ? `They are not yet in ${profile.place.inSentence ?? `the ${profile.place.noun}`}. A sealed copy keeps them if this app ends.`
      : 'They are in memory only and would be lost if this app ended.',
    whatSaves(profile),
  ],
  trouble: (profile, moment) => [
    whatFails(profile, moment),
    worksUntil(profile, moment),
    'The sign-in is safe, and the app keeps trying.',
    whatHelps(profile, moment),
  ],
  'back-to-normal': (profile, moment) => [
    'back to normal',
    'The tokens are good and saved.',
    worksUntil(profile, moment),
  ],
};

function whatFails({ session, isNetworkPage }: ProfileStatus, { heldMs }: NoticeMoment): string {
  const minutes = Math.floor(heldMs / 60_000);
  const time = minutes < 2 ? 'a minute' : `${minutes} minutes`;
  if (isNetworkPage) return `a network page has answered instead of Axiom for ${time}`;
  if (session === 'offline') return `Axiom could not be reached for ${time}`;
  return session === 'server-trouble' ? `Axiom has had trouble for ${time}` : `not refreshed for ${time}`;
}

function whatHelps(
  { session, problem, nextTryAtMs, isNetworkPage }: ProfileStatus,
  { nowMs, locale }: NoticeMoment,
): string {
  switch (session) {
    case 'offline':
      return isNetworkPage ? 'Open a browser and sign in to this network.' : 'Check the internet connection.';
    case 'server-trouble':
      return 'It ends automatically once Axiom works again.';
    case 'asked-to-wait':
      return nextTryAtMs === undefined
        ? 'Axiom asks to wait.'
        : `Axiom asks to wait until ${clockTime(nextTryAtMs, nowMs, locale)}.`;
    case 'held-up':
      return problem ? `${problem.message} ${problem.remedy}` : '';
    default:
      return '';
  }
}

function whatSaves({ requiredUserAction, problem }: ProfileStatus): string {
  switch (requiredUserAction) {
    case 'passphrase':
      return 'Enter the passphrase of the sealed file, and they are saved.';
    case 'new-passphrase':
      return 'Choose a passphrase for the sealed file, and they are saved.';
    case 'other-keychain':
      return 'Another keychain answers than the one that kept them. Choose where to keep them.';
    case undefined:
      return isOfPlace(problem)
        ? `Saving is tried again until it works. ${problem.message} ${problem.remedy}`
        : 'Save them again, or choose another place.';
  }
}

/** Whether the problem is with the place, not with the connection to Axiom. */
function isOfPlace(problem: ProfileStatus['problem']): problem is NonNullable<typeof problem> {
  return problem?.code.startsWith('STORAGE_') ?? false;
}

function worksUntil({ token, expiresAtMs }: ProfileStatus, { nowMs, locale }: NoticeMoment): string {
  return expiresAtMs === undefined || token === 'expired'
    ? ''
    : `The access token works until ${clockTime(expiresAtMs, nowMs, locale)}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
