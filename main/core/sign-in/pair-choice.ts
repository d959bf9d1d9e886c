// Chooses the access token and the refresh token among the tokens of one account: first by their names, then by their claims. Pure; no error quotes a token.
import type { AxiomTokenError } from '../base/errors';
import {
  cameTogether,
  commonKind,
  isLongLived,
  isRefreshFirst,
  isSurelyNewer,
  isSwapped,
  kindOfDamaged,
  type KnownToken,
  mayBeNewer,
  newestOf,
  ownFamily,
} from './known-token';
import type { FaultyToken } from '../token-texts/labelled-tokens';
import { maySignWith } from '../token-texts/opaque-value';
import {
  commentedRefusal,
  differentAccountsRefusal,
  faultRefusal,
  missingRefusal,
  oneKindRefusal,
  sameTwiceRefusal,
  severalRefusal,
} from './paste-refusals';

/** An access token and a refresh token. */
export type Pair = readonly [access: KnownToken, refresh: KnownToken];

/** The other content of the text. */
export interface Surroundings {
  readonly faults: readonly FaultyToken[];
  /** All tokens of the text, each once. */
  readonly all: readonly KnownToken[];
  /** Whether one token is named both the access token and the refresh token. */
  readonly isOneTwice: boolean;
  /** How many tokens are commented out. */
  readonly commented: number;
  readonly nowMs: number;
}

/** The pair of `group`. @throws AxiomTokenError `INVALID_TOKEN` when there is none, or when a damaged token may be the intended one */
export function pairOf(group: readonly KnownToken[], around: Surroundings): Pair {
  const pair = choose(group.filter(mayBePaired(group)), around);
  const [access, refresh] = pair;
  if (access.text === refresh.text) throw sameTwiceRefusal();
  const kind = commonKind(access, refresh);
  if (kind) throw oneKindRefusal(kind);
  refuseRemnant(access, refresh);
  refuseRemnant(refresh, access);
  if (areOfTwoFamilies(access, refresh)) throw differentAccountsRefusal();
  refuseOtherSignIn(pair, group);
  refuseBetterFault(access, around, 'access');
  refuseBetterFault(refresh, around, 'refresh');
  return pair;
}

function choose(group: readonly KnownToken[], around: Surroundings): Pair {
  const [accesses, refreshes] = [named(group, 'access'), named(group, 'refresh')];
  const bare = group.filter(({ role, maker }) => role === 'bare' && maker !== 'other');
  if (accesses.length > 0 && refreshes.length > 0) return inOrder(one(accesses), one(refreshes));
  if (accesses.length > 0) return inOrder(one(accesses), rest(bare, accesses, 'refresh', around));
  if (refreshes.length > 0) return inOrder(rest(bare, refreshes, 'access', around), one(refreshes));
  return pairOfFamily(group) ?? pairOfBare(bare, around);
}

function named(group: readonly KnownToken[], role: 'access' | 'refresh'): readonly KnownToken[] {
  // A token of another issuer counts only under a name that is Axiom's own (rank 3).
  return group.filter(
    (token) => token.role === role && (token.rank === 3 || (token.rank === 2 && token.maker !== 'other')),
  );
}

/** If there is a token with one of Axiom's own names (rank 3), tokens with plain names (rank 2) count only if they are JWTs and not of another issuer. */
function mayBePaired(group: readonly KnownToken[]): (token: KnownToken) => boolean {
  const hasOwn = group.some(({ rank }) => rank === 3);
  return ({ rank, isJwt, maker }) => !hasOwn || rank !== 2 || (isJwt && maker !== 'other');
}

/** A pair with matching names that are not names of Axiom tokens, such as "session_access" and "session_refresh". */
function pairOfFamily(group: readonly KnownToken[]): Pair | undefined {
  const weak = group.filter(({ rank, maker }) => rank === 1 && maker !== 'other');
  const families = [...new Set(weak.map(({ family }) => family))].flatMap((family) => {
    const of = (role: 'access' | 'refresh') => weak.filter((token) => token.family === family && token.role === role);
    const [access, refresh] = [of('access'), of('refresh')];
    return access.length > 0 && refresh.length > 0 ? [inOrder(one(access), one(refresh))] : [];
  });
  if (families.length > 1) throw severalRefusal();
  return families[0];
}

function pairOfBare(bare: readonly KnownToken[], around: Surroundings): Pair {
  const [first, second, third] = bare;
  if (!first || !second) throw missing(first ? 'one' : 'both', around);
  if (!third) return isRefreshFirst(first, second) ? [second, first] : [first, second];
  const [long, short] = [bare.filter(isLongLived), bare.filter((token) => !isLongLived(token))];
  if (long.length === 0 || short.length === 0) throw severalRefusal();
  return [one(short), one(long)];
}

function inOrder(access: KnownToken, refresh: KnownToken): Pair {
  return isSwapped(access, refresh) ? [refresh, access] : [access, refresh];
}

function one(tokens: readonly KnownToken[]): KnownToken {
  const newest = newestOf(tokens);
  if (!newest) throw severalRefusal();
  return newest;
}

/** The only token without a name, for the missing role. If its partner has one of Axiom's own names, it must be Axiom's by its claims or of the same account. */
function rest(
  bare: readonly KnownToken[],
  partners: readonly KnownToken[],
  role: 'access' | 'refresh',
  around: Surroundings,
): KnownToken {
  const isOurs = ({ maker, account }: KnownToken) =>
    maker === 'axiom' ||
    partners.every((partner) => partner.rank < 3 || (account !== undefined && account === partner.account));
  const [only, second] = bare.filter(isOurs);
  if (only && !second) return only;
  throw missing(role, around);
}

/** The error for a missing token; it says more than "missing" if there is a damaged token, or another reason. */
function missing(which: 'access' | 'refresh' | 'one' | 'both', around: Surroundings): AxiomTokenError {
  const { faults, all, isOneTwice, commented } = around;
  const fault =
    faults.find(({ role }) => role === which) ??
    (which === 'access' || which === 'refresh' ? faults.find(({ role }) => role === 'bare') : faults[0]);
  if (fault) return faultRefusal(fault);
  if (isOneTwice) return sameTwiceRefusal();
  const ours = all.filter(({ role, rank, maker }) => rank >= 2 || (role === 'bare' && maker === 'axiom'));
  if (new Set(ours.flatMap(({ account }) => account ?? [])).size > 1) return differentAccountsRefusal();
  return commented > 0 ? commentedRefusal(which === 'both') : missingRefusal(which);
}

/** Refuses an opaque token that may be the rest of a JWT, its signature. */
function refuseRemnant(opaque: KnownToken, partner: KnownToken): void {
  const signature = partner.text.split('.')[2] ?? '';
  if (opaque.isJwt || !partner.isJwt || !maySignWith(opaque.text, signature.length)) return;
  throw faultRefusal({ ...opaque, fault: 'damaged', remnant: opaque.text });
}

/** Whether the names differ, as `BOT1_AXIOM_ACCESS_TOKEN` and `BOT2_AXIOM_REFRESH_TOKEN` do, and no account shows that they belong together. */
function areOfTwoFamilies(access: KnownToken, refresh: KnownToken): boolean {
  const [one, two] = [ownFamily(access), ownFamily(refresh)];
  if (access.account !== undefined && access.account === refresh.account) return false;
  return one !== '' && two !== '' && one !== two;
}

/** Refuses a choice among several refresh tokens without an account: the newest may be of another sign-in, unless it was issued together with the access token. */
function refuseOtherSignIn([access, refresh]: Pair, group: readonly KnownToken[]): void {
  if (refresh.account !== undefined || named(group, 'refresh').length < 2) return;
  if (cameTogether(access, refresh) === false) throw severalRefusal();
}

/** Refuses `chosen` if a damaged token was probably intended: it has a more certain name, is newer by its claims, or has the same name and may be newer. */
function refuseBetterFault(chosen: KnownToken, { faults, nowMs }: Surroundings, role: 'access' | 'refresh'): void {
  const isEmpty = ({ fault }: FaultyToken) => ['placeholder', 'held', 'masked', 'elsewhere'].includes(fault);
  const better = faults.find(
    (fault) =>
      (fault.role === role && fault.rank > chosen.rank) ||
      ((fault.rank >= 2 ? fault.role : kindOfDamaged(fault, nowMs)) === role && isSurelyNewer(fault, chosen, nowMs)) ||
      (fault.role === chosen.role && fault.rank === chosen.rank && !isEmpty(fault) && mayBeNewer(fault, chosen, nowMs)),
  );
  if (better) throw faultRefusal(better);
}
