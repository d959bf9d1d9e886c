// The questions before tokens from outside are used: a web page, a paste or a file may bring the tokens of a stranger. Pure: texts. Called by every way of
// signing in.
import { type AuthTokens, isSameAccount } from '../tokens/auth-tokens';
import { shownAccount } from '../tokens/shown-account';
import type { Choice } from './confirmation';
import { type QuestionFacts, type Question, shownName } from './questions';

/** Where the new tokens came from. */
export interface PairSource {
  /** The subject of a sentence, such as "The pasted tokens". */
  readonly words: string;
  /** Whether Axiom's servers sent them in an answer to this app. */
  readonly isFromServer: boolean;
}

const MINUTE_MS = 60_000;
/** Tolerated clock skew: a time of issue further in the future counts as wrong. */
const CLOCK_NOISE_MS = 5 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The question; `undefined` when none is needed: the pair is already in use, or Axiom's servers sent a later pair of the same account. Claims alone are not
 * enough, because anybody can make them up. `present`: the tokens in use.
 */
export function pairQuestion(
  profile: QuestionFacts,
  present: AuthTokens | undefined,
  tokens: AuthTokens,
  source: PairSource,
  nowMs: number,
): Question | undefined {
  if (!present) return accountQuestion(profile, tokens.accountId);
  if (present.refreshToken.equals(tokens.refreshToken)) return undefined;
  if (source.isFromServer && isSuccessor(present, tokens, nowMs)) return undefined;
  return {
    message: `Replace the sign-in of ${shownName(profile.name)}?`,
    detail: `${comparison(present, tokens, source, nowMs)} The tokens in use are kept as well until Axiom has refreshed the new ones. If you have not just brought tokens yourself, choose Cancel: nothing is changed then.`,
    agree: 'Replace it',
  };
}

/** Asks which of several accounts in one text is meant; the answers are in the order of `accountIds`. */
export function accountChoice(profileName: string, accountIds: readonly (string | undefined)[]): Choice {
  return {
    message: `There are tokens of ${accountIds.length} accounts. Which of them is ${shownName(profileName)}?`,
    detail: 'This is what the tokens say. The others are left where they are.',
    answers: accountIds.map((accountId, index) => `Account ${shownAccount(accountId) ?? index + 1}`),
  };
}

/** A profile that is signed in, and its tokens. */
export interface AccountHolder extends QuestionFacts {
  readonly present: AuthTokens;
}

/**
 * Asks what to do with new tokens for `profile` when the holders are signed in to the same Axiom account. The answers: sign in again to each holder, in their
 * order, and last, keep all. An answer has the focus only if Axiom's servers sent the tokens: other tokens only claim to be of that account.
 */
export function sameAccountChoice(
  profile: QuestionFacts,
  holders: readonly [AccountHolder, ...AccountHolder[]],
  tokens: AuthTokens,
  source: PairSource,
  nowMs: number,
): Choice {
  const [other, names] = [shownName(profile.name), holders.map(({ name }) => shownName(name))];
  const [{ present }, ...more] = holders;
  const isOne = more.length === 0;
  const which = isOne ? `those of ${listOf(names)}, which are` : 'those of the one that you choose, which are';
  const keep = isOne ? 'Keep both' : 'Keep all';
  return {
    message: `${listOf(names)} ${isOne ? 'is' : 'are'} signed in to this account already. Sign in again there instead?`,
    detail: `${isOne ? comparison(present, tokens, source, nowMs) : `${source.words} are of the same account.`} Signing in again replaces ${which} kept as well until Axiom has refreshed the new ones; ${other} stays as it is. ${keep} only if you want ${isOne ? 'two sign-ins' : 'one more sign-in'} of one account. If you have not just signed in or brought tokens yourself, choose Cancel: nothing is changed then.`,
    answers: [...names.map((name) => `Sign in again to ${name}`), keep],
    ...(source.isFromServer && isOne ? { preferred: 0 } : {}),
  };
}

function accountQuestion({ name }: QuestionFacts, accountId: string | undefined): Question {
  const account = shownAccount(accountId);
  const source = account === undefined ? 'The tokens do not say whose account it is.' : 'This is what the tokens say.';
  return {
    message:
      account === undefined
        ? `Use this sign-in for ${shownName(name)}?`
        : `Sign ${shownName(name)} in as account “${account}”?`,
    detail: `${source} If you have not just signed in or brought tokens yourself, choose Cancel: nothing is kept then.`,
    agree: 'Use it',
  };
}

/** Whether `tokens` claim to be a later pair of the same account. */
function isSuccessor(present: AuthTokens, tokens: AuthTokens, nowMs: number): boolean {
  const { issuedAtMs = Infinity } = tokens;
  const isLater = issuedAtMs > (present.issuedAtMs ?? Infinity) && issuedAtMs <= nowMs + CLOCK_NOISE_MS;
  return isSameAccount(present, tokens) && isLater;
}

/** Compares the new tokens with those in use, as a sentence. */
function comparison(present: AuthTokens, tokens: AuthTokens, source: PairSource, nowMs: number): string {
  const facts = [accountFact(present, tokens), issueFact(present, tokens), ...endFact(tokens, nowMs)];
  return `${source.words} ${listOf(facts)}.`;
}

function accountFact(present: AuthTokens, tokens: AuthTokens): string {
  if (isSameAccount(present, tokens)) return 'are of the same account';
  const account = shownAccount(tokens.accountId);
  return account === undefined ? 'do not name an account' : `are of account “${account}”`;
}

function issueFact(present: AuthTokens, tokens: AuthTokens): string {
  if (tokens.issuedAtMs === undefined) return 'do not say when they were issued';
  if (present.issuedAtMs === undefined) return 'cannot be compared by their time of issue';
  const laterMs = tokens.issuedAtMs - present.issuedAtMs;
  if (laterMs === 0) return 'were issued at the same time';
  return `were issued ${span(Math.abs(laterMs))} ${laterMs > 0 ? 'after' : 'before'} those in use`;
}

function endFact({ expiresAtMs }: AuthTokens, nowMs: number): readonly string[] {
  return expiresAtMs !== undefined && expiresAtMs <= nowMs ? ['have expired'] : [];
}

function span(ms: number): string {
  const [unitMs, unit]: readonly [number, string] =
    ms >= 2 * DAY_MS ? [DAY_MS, 'days'] : ms >= 2 * HOUR_MS ? [HOUR_MS, 'hours'] : [MINUTE_MS, 'minutes'];
  const count = Math.floor(ms / unitMs);
  if (count === 0) return 'seconds';
  return count === 1 ? 'a minute' : `${count} ${unit}`;
}

function listOf(facts: readonly string[]): string {
  return facts.length < 2 ? facts.join('') : `${facts.slice(0, -1).join(', ')} and ${facts.at(-1)}`;
}
