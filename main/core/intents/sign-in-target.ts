// Which profile gets tokens that were brought for one: that one, or the one that is signed in to the same Axiom account already, when the person wants that.
// Called by whatever signs a person in.
import { AxiomTokenError } from '../base/errors';
import { refuseSecondOwner } from '../profiles/one-sign-in';
import type { Profile } from '../profiles/profile';
import type { PersonRequest } from '../storage/person-requests';
import { type AuthTokens, isSameAccount } from '../tokens/auth-tokens';
import type { IntentServices } from './intent-services';
import { pairQuestion, type PairSource, sameAccountChoice } from './pair-question';

/** A profile, and what a person asked of it. */
export interface SignInTarget {
  readonly profile: Profile;
  readonly request: PersonRequest;
}

type Services = Pick<IntentServices, 'registry' | 'choose' | 'confirm'>;

/**
 * Asks what must be asked before the tokens are taken. A question about two accounts stands for the one about the new tokens, unless those replace others.
 * @throws AxiomTokenError `CANCELLED`; `INVALID_INPUT` when another profile has the very same tokens
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

/** As {@link agreedTarget}, for tokens that need no question of their own. */
export async function chosenTarget(
  services: Services,
  asked: SignInTarget,
  tokens: AuthTokens,
  source: PairSource,
): Promise<SignInTarget & { readonly wasAsked: boolean }> {
  const { registry, choose } = services;
  // What is not wanted any more for the profile that it was meant for is not offered to another one.
  const profile = stillListed(services, asked.profile);
  asked.request.refuseLate();
  refuseSecondOwner(profile.id, tokens, registry.list());
  const [first, ...others] = holdersOf(profile, tokens, registry.list());
  if (!first) return { ...asked, wasAsked: false };
  const nowMs = first.profile.manager.serverNowMs();
  const again = [first, ...others].map((holder): SignInTarget => {
    // Begun before the question: a sign-out while that is open is the later decision.
    return { profile: holder.profile, request: holder.profile.manager.requests.begin() };
  });
  const answer = await choose(sameAccountChoice(profile, [first, ...others], tokens, source, nowMs));
  return { ...(again[answer] ?? asked), wasAsked: true };
}

/** The profile as the list has it now. @throws AxiomTokenError `CANCELLED` when it was removed meanwhile, also where a new one has its id */
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

/** Who else is signed in to this account. Nobody, where the profile is so itself: then it is only signed in again. The demo's is another server's. */
function holdersOf(profile: Profile, tokens: AuthTokens, profiles: readonly Profile[]): readonly Holder[] {
  const holderOf = (each: Profile): readonly Holder[] => {
    const present = each.manager.getTokens();
    return present && isSameAccount(present, tokens) ? [{ profile: each, name: each.name, present }] : [];
  };
  if (profile.isDemo || holderOf(profile).length > 0) return [];
  return profiles.filter((other) => other !== profile && !other.isDemo).flatMap(holderOf);
}
