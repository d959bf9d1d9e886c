// Which two tokens of those of one account are the pair: names tell first, then what the tokens say of themselves. Pure; no error quotes a token.
import type { AxiomTokenError } from '../base/errors';
import {
  cameTogether,
  commonKind,
  isLongLived,
  isRefreshFirst,
  isSurelyNewer,
  isSwapped,
  kindLeft,
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

/** The pair. */
export type Pair = readonly [access: KnownToken, refresh: KnownToken];

/** What else the text has. */
export interface Surroundings {
  readonly faults: readonly FaultyToken[];
  /** All tokens of the text, each once. */
  readonly all: readonly KnownToken[];
  /** Whether names call one token both. */
  readonly isOneTwice: boolean;
  /** How many tokens are commented out. */
  readonly commented: number;
  readonly nowMs: number;
}

/** The pair of `group`. @throws AxiomTokenError `INVALID_TOKEN` where there is none, or a damaged token may be the one that was meant */
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
  // Only Axiom's own names make Axiom's what names another issuer.
  return group.filter(
    (token) => token.role === role && (token.rank === 3 || (token.rank === 2 && token.maker !== 'other')),
  );
}

/** Beside a token with one of Axiom's own names, plain names do not make Axiom's what another issuer has made, nor what is no JWT. */
function mayBePaired(group: readonly KnownToken[]): (token: KnownToken) => boolean {
  const hasOwn = group.some(({ rank }) => rank === 3);
  return ({ rank, isJwt, maker }) => !hasOwn || rank !== 2 || (isJwt && maker !== 'other');
}

/** What is called by the same names, though not by Axiom's. */
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

/** The token without a name that is left for a role. Beside one of Axiom's own names it has to be Axiom's by its claims, or of the same account. */
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

/** Something that was to be the missing token, or why nothing is, says more than that it is missing. */
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

/** An opaque token beside a JWT must not be what is left of another one. */
function refuseRemnant(opaque: KnownToken, partner: KnownToken): void {
  const signature = partner.text.split('.')[2] ?? '';
  if (opaque.isJwt || !partner.isJwt || !maySignWith(opaque.text, signature.length)) return;
  throw faultRefusal({ ...opaque, fault: 'damaged', remnant: opaque.text });
}

/** `BOT1_AXIOM_ACCESS_TOKEN` and `BOT2_AXIOM_REFRESH_TOKEN`, where no account tells that they belong together. */
function areOfTwoFamilies(access: KnownToken, refresh: KnownToken): boolean {
  const [one, two] = [ownFamily(access), ownFamily(refresh)];
  if (access.account !== undefined && access.account === refresh.account) return false;
  return one !== '' && two !== '' && one !== two;
}

/** Of several refresh tokens that name no account, the newest may be of another sign-in, unless it was issued together with the access token. */
function refuseOtherSignIn([access, refresh]: Pair, group: readonly KnownToken[]): void {
  if (refresh.account !== undefined || named(group, 'refresh').length < 2) return;
  if (cameTogether(access, refresh) === false) throw severalRefusal();
}

/** A damaged token with a surer name is the one that was meant; so is one that is newer by its claims, and so may one be with an equal name. */
function refuseBetterFault(chosen: KnownToken, { faults, nowMs }: Surroundings, role: 'access' | 'refresh'): void {
  const isEmpty = ({ fault }: FaultyToken) => ['placeholder', 'held', 'masked', 'elsewhere'].includes(fault);
  const better = faults.find(
    (fault) =>
      (fault.role === role && fault.rank > chosen.rank) ||
      ((fault.rank >= 2 ? fault.role : kindLeft(fault, nowMs)) === role && isSurelyNewer(fault, chosen, nowMs)) ||
      (fault.role === chosen.role && fault.rank === chosen.rank && !isEmpty(fault) && mayBeNewer(fault, chosen, nowMs)),
  );
  if (better) throw faultRefusal(better);
}
