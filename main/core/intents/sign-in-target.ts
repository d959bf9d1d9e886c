// Decides which profile gets new tokens: the one they were brought for, or, if the user wants that, one that is already signed in to the same Axiom account.
// Called by every way of signing in.
import { AxiomTokenError } from '../base/errors';
import { refuseSecondOwner } from '../profiles/one-sign-in';
import type { Profile } from '../profiles/profile';
import type { PersonRequest } from '../storage/person-requests';
import { type AuthTokens, isSameAccount } from '../tokens/auth-tokens';
import type { IntentServices } from './intent-services';
import { pairQuestion, type PairSource, sameAccountChoice } from './pair-question';

/** A profile, and the user's request for it. */
export interface SignInTarget {
  readonly profile: Profile;
  readonly request: PersonRequest;
}

type Services = Pick<IntentServices, 'registry' | 'choose' | 'confirm'>;

/**
 * Asks the user what must be asked before the tokens are used. After a question about two profiles with one account, the question about the new tokens is
 * skipped, unless they replace others.
 * @throws AxiomTokenError `CANCELLED`; `INVALID_INPUT` when another profile has the same tokens
 */
export async function agreedTarget(
  services: Services,
  asked: SignInTarget,
  tokens: AuthTokens,
  source: PairSource,
): Promise<SignInTarget> {
  const chosen = await chosenTarget(services, asked, tokens, source);
  const { manager } = asked.profile;
  const present = manager.getTokens();
  if (chosen.profile !== asked.profile || (chosen.wasAsked && !present)) return chosen;
  const question = pairQuestion(asked.profile, present, tokens, source, manager.serverNowMs());
  if (question) await services.confirm(question);
  return chosen;
}

/** As {@link agreedTarget}, without the question about the tokens themselves. */
export async function chosenTarget(
  services: Services,
  asked: SignInTarget,
  tokens: AuthTokens,
  source: PairSource,
): Promise<SignInTarget & { readonly wasAsked: boolean }> {
  const { registry, choose } = services;
  // If the profile was removed or signed out meanwhile, its tokens are not offered to another profile either.
  const profile = stillListed(services, asked.profile);
  asked.request.refuseLate();
  refuseSecondOwner(profile.id, tokens, registry.list());
  const [first, ...others] = holdersOf(profile, tokens, registry.list());
  if (!first) return { ...asked, wasAsked: false };
  const nowMs = first.profile.manager.serverNowMs();
  const again = [first, ...others].map((holder): SignInTarget => {
    // The request begins before the question, so that a sign-out while the question is open counts as the later decision.
    return { profile: holder.profile, request: holder.profile.manager.requests.begin() };
  });
  const answer = await choose(sameAccountChoice(profile, [first, ...others], tokens, source, nowMs));
  return { ...(again[answer] ?? asked), wasAsked: true };
}

/** The profile as it is in the list now. @throws AxiomTokenError `CANCELLED` when it was removed meanwhile, even if a new profile has its id */
export function stillListed({ registry }: Pick<Services, 'registry'>, { id, manager }: Profile): Profile {
  const profile = registry.get(id);
  if (profile.manager !== manager) throw new AxiomTokenError('CANCELLED');
  return profile;
}

interface Holder {
  readonly profile: Profile;
  readonly name: string;
  readonly present: AuthTokens;
}

/** Other profiles that are signed in to this account. None if the profile itself is: then it is just signed in again. The demo profile is left out, its server is another one. */
function holdersOf(profile: Profile, tokens: AuthTokens, profiles: readonly Profile[]): readonly Holder[] {
  const holderOf = (each: Profile): readonly Holder[] => {
    const present = each.manager.getTokens();
    return present && isSameAccount(present, tokens) ? [{ profile: each, name: each.name, present }] : [];
  };
  if (profile.isDemo || holderOf(profile).length > 0) return [];
  return profiles.filter((other) => other !== profile && !other.isDemo).flatMap(holderOf);
}
