// Signs a profile in with a token pair, after all checks and questions. Used by every way of signing in, in the window and on the command line.
import { AxiomTokenError } from '../base/errors';
import { refuseSecondOwner } from '../profiles/one-sign-in';
import type { Profile } from '../profiles/profile';
import type { ProfileRegistry } from '../profiles/profile-registry';
import type { Recipient } from '../sign-in/password-sign-in';
import type { PastedPair } from '../sign-in/pasted-tokens';
import { refuseOtherAccount } from '../storage/refusals';
import { type AuthTokens, isOtherAccount } from '../tokens/auth-tokens';
import type { Choose } from './confirmation';
import type { IntentServices } from './intent-services';
import { accountChoice, type PairSource } from './pair-question';
import { agreedTarget, chosenTarget, stillListed } from './sign-in-target';

/** The most answers that a dialog can show. */
const MOST_ACCOUNTS = 8;

/** The ways of signing in: the key is the text for the activity log, `words` the subject of a question. */
export const SIGN_IN_SOURCES = {
  'with a browser window': { words: 'The tokens from the browser window', isFromServer: true },
  'with pasted tokens': { words: 'The pasted tokens', isFromServer: false },
  'with tokens from a file': { words: 'The tokens from the file', isFromServer: false },
  'with tokens from the environment': { words: 'The tokens from the environment', isFromServer: false },
} as const satisfies Readonly<Record<string, PairSource>>;
export type SignInHow = keyof typeof SIGN_IN_SOURCES;

const FROM_CODE: PairSource = { words: 'The tokens that came for the code', isFromServer: true };

type Services = Pick<IntentServices, 'registry' | 'activity' | 'confirm' | 'choose'>;

/** The demo profile is allowed on every runtime, because it talks to its own server. @throws AxiomTokenError `INVALID_INPUT` with `refusal` */
export function refuseRealAccount(registry: ProfileRegistry, profileId: string, refusal: string | undefined): void {
  if (refusal === undefined || registry.get(profileId).isDemo) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: refusal,
    remedy: 'Try the demo account, or start the app with a current runtime.',
  });
}

/**
 * Calls `getPair` and saves the pair in the profile, or in the one that the user chooses instead; resolves to that profile.
 * @throws AxiomTokenError as `getPair`; `WRONG_ACCOUNT`; `INVALID_INPUT` when the pair is used up or another profile has it; `CANCELLED`
 */
export async function signInWithPair(
  services: Services,
  profile: Profile,
  getPair: (profile: Profile) => Promise<PastedPair>,
  how: SignInHow,
): Promise<Profile> {
  const { registry, activity } = services;
  const asked = { profile, request: profile.manager.requests.begin() };
  const { tokens, isNewestOfSeveral } = await getPair(profile);
  const isSpent = await registry.isSpent(tokens);
  refuseOtherAccount(profile.manager.getTokens(), tokens);
  // A used-up pair is refused by setTokens below, so no question is asked about it.
  const target = isSpent ? asked : await agreedTarget(services, asked, tokens, SIGN_IN_SOURCES[how]);
  const taker = stillListed(services, target.profile);
  refuseSecondOwner(taker.id, tokens, registry.list());
  await taker.manager.setTokens(tokens, { request: target.request });
  activity.add('sign-in', `Signed in ${how}${isNewestOfSeveral ? ', the newest of several' : ''}`, taker.id);
  return taker;
}

/** The profile that gets the tokens of a password sign-in. @throws as {@link signInWithPair} */
export async function recipientOfCode(
  services: Pick<Services, 'registry' | 'confirm' | 'choose'>,
  { manager, request }: Recipient,
  tokens: AuthTokens,
): Promise<Recipient> {
  const profile = services.registry.get(manager.profileId);
  const target = await chosenTarget(services, { profile, request }, tokens, FROM_CODE);
  return { manager: stillListed(services, target.profile).manager, request: target.request };
}

/** The pair of the account that the profile is signed in to, else the one that the user chooses. @throws AxiomTokenError `CANCELLED`; `INVALID_INPUT` for too many accounts */
export async function chosenPair(
  pairs: readonly PastedPair[],
  { manager, name }: { readonly name: string; readonly manager: Pick<Profile['manager'], 'getTokens'> },
  choose: Choose,
): Promise<PastedPair> {
  const present = manager.getTokens();
  const mine = pairs.filter(({ tokens }) => present === undefined || !isOtherAccount(present, tokens));
  const [only, ...others] = mine.length > 0 ? mine : pairs;
  if (only && others.length === 0) return only;
  if (pairs.length > MOST_ACCOUNTS) throw tooManyAccounts(pairs.length);
  const choice = accountChoice(
    name,
    pairs.map(({ tokens }) => tokens.accountId),
  );
  const pair = pairs[await choose(choice)];
  if (!pair) throw new AxiomTokenError('CANCELLED');
  return pair;
}

function tooManyAccounts(count: number): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `There are tokens of ${count} accounts in this text.`,
    remedy: 'Copy the part with those of one account. Nothing was changed.',
  });
}
