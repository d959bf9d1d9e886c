// What no step of the storage decision may do, one small predicate per rule. Written from the rules, not from the code; tests check every situation against them.
import type { Removal } from '../../main/core/ports/profile-index';
import type { Content, Observed, Situation, Step } from '../../main/core/storage/storage-step';
import { isOtherAccount, isSameTokens } from '../../main/core/tokens/auth-tokens';
import { takeNewer } from '../../main/core/tokens/found-record';
import { readJwtClaims } from '../../main/core/tokens/jwt-claims';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import type { Secret } from '../../main/core/base/secret';
import { FAKE_START_MS } from './fakes/clock/fake-clock';

/** Whether the step breaks a rule in this situation. */
export type IsBroken = (situation: Situation, step: Step) => boolean;

const issues = new WeakMap<Secret, number>();

/** The token's `iat`. */
export function issuedAtMs(token: Secret): number {
  const known = issues.get(token) ?? readJwtClaims(token, FAKE_START_MS)?.issuedAtMs ?? Number.NaN;
  issues.set(token, known);
  return known;
}

const recordOf = (from: Content | Observed): TokenRecord | undefined =>
  from.kind === 'record' ? from.record : undefined;
const isPersons = (content: Content): boolean => content.kind === 'record' && content.by === 'person';
const isGone = (observed: Observed): boolean =>
  observed.kind === 'absent' || (observed.kind === 'blocked' && observed.isMissing);

/** Whether a removal concerns this record: by its name; if either has no name, anything of the same account and server that was saved before. */
export function isMeant(
  found: TokenRecord,
  removing: readonly Removal[],
  at: Pick<Situation, 'origin' | 'nameOf'>,
): boolean {
  return removing.some(({ signIn, sinceMs, authenticatedUserId }) => {
    if (signIn === at.nameOf(found)) return true;
    const isNamed = signIn !== undefined && found.signInId !== undefined;
    const isOthers = found.origin !== at.origin || isOtherAccount(found.tokens, { authenticatedUserId });
    return !isNamed && !isOthers && found.savedAtMs <= sinceMs;
  });
}

/** Whether a mark names the record's sign-in; a fingerprint only counts for tokens that were not put back since. */
const isMarked = ({ noted, nameOf }: Situation, record: TokenRecord): boolean =>
  noted.marks.some(
    ({ signIn, atMs }) => signIn === nameOf(record) && (record.signInId !== undefined || atMs >= record.savedAtMs),
  );

/** Whether a person has put a later sign-in in the place of ours since the last look, no matter how late ours was refreshed. */
export function isReplaced({ content, observed, noted }: Pick<Situation, 'content' | 'observed' | 'noted'>): boolean {
  const [ours, found] = [recordOf(content), recordOf(observed)];
  if (!ours || !found || isPersons(content) || noted.base?.signInId !== ours.signInId) return false;
  const isOther = found.signInId !== undefined && found.signInId !== ours.signInId;
  return isOther && noted.base !== undefined && takeNewer(found, noted.base) !== undefined;
}

/** Whether ours was exchanged for another pair while the found one was not, and is no earlier pair of the same sign-in. */
export function isPast(at: Pick<Situation, 'content' | 'observed' | 'isSpent'>): boolean {
  const [ours, found] = [recordOf(at.content), recordOf(at.observed)];
  if (!ours || !found || !at.isSpent(ours) || at.isSpent(found)) return false;
  const isOther = found.signInId !== undefined && ours.signInId !== undefined && found.signInId !== ours.signInId;
  return isOther || issuedAtMs(found.tokens.refreshToken) > issuedAtMs(ours.tokens.refreshToken);
}

/** Whether a client without generations has put another pair over ours, which was seen there and stays beside that pair: the dates alone do not show which is later. */
function isBeside({ content, observed, noted }: Situation, step: Step): boolean {
  const [ours, found] = [recordOf(content), recordOf(observed)];
  if (step.kind !== 'reload' || content.kind !== 'record' || content.by !== 'found' || !ours || !found) return false;
  const wasThere = noted.base !== undefined && isSameTokens(noted.base.tokens, ours.tokens);
  const isKept = step.record.replaced !== undefined && isSameTokens(step.record.replaced.tokens, ours.tokens);
  return wasThere && isKept && found.recordGeneration === 0;
}

/** The rules, by description. */
export const STORAGE_RULES = {
  'nothing is written or removed that was not read under the lock': ({ observed, isLocked }, { kind }) =>
    (kind === 'write' || kind === 'delete') && (!isLocked || observed.kind === 'unread'),

  'only what is to go is removed': (situation, { kind }) => {
    const { observed, content, noted } = situation;
    if (kind !== 'delete') return false;
    if (observed.kind === 'record') return !isMeant(observed.record, noted.removing, situation);
    // A record that was never understood, after a sign-out.
    const isAllMeant = noted.removing.some(({ signIn }) => signIn === undefined);
    return !(observed.kind === 'damaged' && content.kind === 'none' && isAllMeant);
  },

  'another account or server is written over only if it is to go': (situation, { kind }) => {
    const { observed, content, noted, origin } = situation;
    if (kind !== 'write' || observed.kind !== 'record') return false;
    const { record } = observed;
    const isOthers = record.origin !== origin || isOtherAccount(record.tokens, recordOf(content)?.tokens);
    return isOthers && !isMeant(record, noted.removing, situation);
  },

  'a place that could not be asked is neither written nor emptied nor noted as empty': ({ observed }, { kind }) =>
    observed.kind === 'blocked' && !observed.isMissing && !['wait', 'seal', 'forget'].includes(kind),

  'what is not understood is written over only for a person': ({ observed, content }, { kind }) =>
    observed.kind === 'damaged' && kind === 'write' && !isPersons(content),

  'what is found never replaces what a person decided, unless that is used up': (situation, step) => {
    const { content } = situation;
    return (
      step.kind === 'reload' &&
      content.kind === 'record' &&
      content.by === 'person' &&
      !isSameTokens(step.record.tokens, content.record.tokens) &&
      !isPast(situation)
    );
  },

  'a pair that is used up comes neither to memory nor to the place instead of one that is not': (situation, step) => {
    const { content, observed, noted, isSpent, origin } = situation;
    const [ours, found] = [recordOf(content), recordOf(observed)];
    if (!ours || !found || isOtherAccount(found.tokens, ours.tokens) || found.origin !== origin) return false;
    if (step.kind === 'reload') return isSpent(step.record) && !isSpent(ours);
    return step.kind === 'write' && isPast(situation) && !isMeant(found, noted.removing, situation);
  },

  'what is found replaces what the server issued only where it is news and newer': (
    { content, observed, noted, isSpent },
    step,
  ) => {
    if (step.kind !== 'reload' || content.kind !== 'record' || content.by !== 'server') return false;
    if (isReplaced({ content, observed, noted }) || isPast({ content, observed, isSpent })) return false;
    if (isSameTokens(step.record.tokens, content.record.tokens)) return false;
    const found = recordOf(observed);
    const isKnown = noted.base !== undefined && found !== undefined && isSameTokens(noted.base.tokens, found.tokens);
    return isKnown || !found || takeNewer(found, content.record) === undefined;
  },

  'no refresh token is replaced by one issued earlier': (situation, step) => {
    const { content } = situation;
    return (
      !isReplaced(situation) &&
      !isPast(situation) &&
      !isBeside(situation, step) &&
      (step.kind === 'reload' || step.kind === 'write') &&
      content.kind === 'record' &&
      issuedAtMs(step.record.tokens.refreshToken) < issuedAtMs(content.record.tokens.refreshToken)
    );
  },

  'only what is in memory is written': ({ content }, step) =>
    step.kind === 'write' && !isSameTokens(step.record.tokens, recordOf(content)?.tokens ?? step.record.tokens),

  'what was saved and is gone is not written again by itself': ({ content, observed, noted }, { kind }) =>
    kind === 'write' &&
    isGone(observed) &&
    content.kind === 'record' &&
    (content.by === 'found' || (content.by === 'server' && noted.hasTokens)),

  'a mark that names the sign-in ends it': (situation, step) => {
    const { content, observed, nameOf, isSpent } = situation;
    if (content.kind !== 'record' || content.by === 'person' || !isMarked(situation, content.record)) return false;
    const found = recordOf(observed);
    if (found && isSpent(found) && !isSpent(content.record)) return false;
    const isElsewhere = isGone(observed) || (found !== undefined && nameOf(found) !== nameOf(content.record));
    // It may continue beside its replacement.
    const isKeptBeside =
      step.kind === 'reload' && isSameTokens(step.record.tokens, found?.tokens ?? content.record.tokens);
    return isElsewhere && step.kind !== 'forget' && step.kind !== 'seal' && !isKeptBeside;
  },

  'memory forgets a sign-in only for a mark that names it': (situation, { kind }) =>
    kind === 'forget' && !(situation.content.kind === 'record' && isMarked(situation, situation.content.record)),

  'the index notes that nothing is there only for a place that is empty': (situation, step) => {
    const { content, observed, noted } = situation;
    if (step.kind !== 'note' || step.record) return false;
    if (observed.kind === 'absent') return content.kind === 'record';
    // An invisible record that is to be removed counts as gone only if a mark names it or, if it has no name, names anything that was removed since.
    const isDecided =
      noted.removing.length > 0
        ? noted.removing.every((removal) =>
            noted.marks.some(({ signIn, atMs }) =>
              removal.signIn === undefined ? atMs >= removal.sinceMs : signIn === removal.signIn,
            ),
          )
        : content.kind === 'none' || noted.marks.some(({ signIn }) => signIn === noted.signIn);
    return !isGone(observed) || !isDecided;
  },

  'the index notes the sign-in at the place': ({ observed, nameOf }, step) => {
    if (step.kind !== 'note' || !step.record) return false;
    const found = recordOf(observed);
    const isNamed = found?.signInId !== undefined;
    return (
      !found || !isSameTokens(found.tokens, step.record.tokens) || (isNamed && found.signInId !== nameOf(step.record))
    );
  },

  'what is written is sealed before': ({ content, noted }, step) => {
    if (step.kind !== 'write' || content.kind !== 'record' || content.by === 'found' || !noted.canSeal) return false;
    const { sealed } = noted;
    return !sealed || !isSameTokens(sealed.tokens, content.record.tokens);
  },

  'the journal is emptied only of what the place has, or of what was given up': (situation, { kind }) => {
    const { content, observed, noted } = situation;
    if (kind !== 'unseal') return false;
    const [kept, found] = [recordOf(content), recordOf(observed)];
    const { sealed } = noted;
    const isGivenUp = sealed && (isMeant(sealed, noted.removing, situation) || isMarked(situation, sealed));
    if (!kept) return !isGone(observed) || !isGivenUp;
    return !found || !isSameTokens(kept.tokens, found.tokens) || isOtherAccount(sealed?.tokens, kept.tokens);
  },

  'what is written counts above what lay there': ({ observed }, step) =>
    step.kind === 'write' &&
    observed.kind === 'record' &&
    step.record.recordGeneration <= observed.record.recordGeneration,
} as const satisfies Readonly<Record<string, IsBroken>>;
