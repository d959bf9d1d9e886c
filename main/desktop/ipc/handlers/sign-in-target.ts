// Which profile gets tokens that were brought for one: that one, or the one that is signed in to the same Axiom account already, when the person wants that.
// Called by the handlers of a sign-in.
import { AxiomTokenError } from '../../../core/base/errors';
import { refuseSecondOwner } from '../../../core/profiles/one-sign-in';
import type { Profile } from '../../../core/profiles/profile';
import type { PersonRequest } from '../../../core/storage/person-requests';
import { type AuthTokens, isSameAccount } from '../../../core/tokens/auth-tokens';
import type { AppServices } from '../app-services';
import { AGAIN, pairQuestion, type PairSource, sameAccountChoice } from '../pair-question';

/** A profile, and what a person asked of it. */
export interface SignInTarget {
  readonly profile: Profile;
  readonly request: PersonRequest;
}

type Services = Pick<AppServices, 'registry' | 'choose' | 'confirm'>;

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
  const holder = holderOf(profile, tokens, registry.list());
  const present = holder?.manager.getTokens();
  if (!holder || !present) return { ...asked, wasAsked: false };
  // Begun before the question: a sign-out while that is open is the later decision.
  const again = { profile: holder, request: holder.manager.requests.begin() };
  const question = sameAccountChoice(
    profile,
    { name: holder.name, present },
    tokens,
    source,
    holder.manager.serverNowMs(),
  );
  return { ...((await choose(question)) === AGAIN ? again : asked), wasAsked: true };
}

/** The profile as the list has it now. @throws AxiomTokenError `CANCELLED` when it was removed meanwhile, also where a new one has its id */
export function stillListed({ registry }: Services, { id, manager }: Profile): Profile {
  const profile = registry.get(id);
  if (profile.manager !== manager) throw new AxiomTokenError('CANCELLED');
  return profile;
}

/** Who else is signed in to this account. Nobody, where the profile is so itself: then it is only signed in again. The demo's is another server's. */
function holderOf(profile: Profile, tokens: AuthTokens, profiles: readonly Profile[]): Profile | undefined {
  const holds = ({ manager }: Profile): boolean => {
    const present = manager.getTokens();
    return present !== undefined && isSameAccount(present, tokens);
  };
  if (profile.isDemo || holds(profile)) return undefined;
  return profiles.find((other) => other !== profile && !other.isDemo && holds(other));
}
