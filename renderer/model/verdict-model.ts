// The last verdict on the card: Axiom's last answer about this sign-in, and when it came. Only an answer counts: an attempt that did not reach Axiom changes
// nothing. Pure; used by fact-model.ts.
import type { LastAnswer } from '../../preload/contract/last-answer-schema';
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import { answerTime } from '../text/duration';

type SaidKind = NonNullable<LastAnswer['answer']>['kind'];

const WORDS: Readonly<Record<SaidKind, string>> = {
  accepted: 'Accepted a refresh',
  refused: 'Refused a refresh once',
  'refused-again': 'Refused a refresh again',
  'asked-to-wait': 'Asked to wait',
  'wants-browser-check': 'Wants a browser check',
  error: 'Has trouble',
};

/** "Accepted a refresh", "at 14:32:10, 210 ms, api6". */
export function verdict(
  { lastAnswer, lastAttemptAtMs }: Pick<ProfileStatus, 'lastAnswer' | 'lastAttemptAtMs'>,
  nowMs: number,
  dates: DateTexts,
): { readonly sure: string; readonly following: string } {
  const { answer, isUnreachedSince } = lastAnswer;
  if (!answer) return { sure: 'Nothing yet', following: silence(isUnreachedSince, lastAttemptAtMs !== undefined) };
  const at = `at ${dates.exactMoment(answer.atMs, nowMs)}`;
  if (isUnreachedSince) return { sure: WORDS[answer.kind], following: `${at}; not reached since` };
  const host = answer.host === undefined ? [] : [shortHost(answer.host)];
  return { sure: WORDS[answer.kind], following: [at, answerTime(answer.durationMs), ...host].join(', ') };
}

/** Why there is no answer yet. Attempts in the list may be from an earlier sign-in. */
function silence(isUnreached: boolean, hasAttempts: boolean): string {
  if (isUnreached) return 'not reached so far';
  return hasAttempts ? 'not asked about this sign-in' : 'not asked in this run';
}

/** "api6" of "api6.axiom.trade"; other hosts stay as they are, with their port. */
export function shortHost(host: string): string {
  return host.replace(/\.axiom\.trade$/, '');
}
