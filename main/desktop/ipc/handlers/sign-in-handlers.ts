// Handlers of the calls that sign a profile in: browser window, e-mail and password, pasted or imported tokens, demo.
import { environmentTokens } from '../../../core/sign-in/environment-tokens';
import { type AuthTokens, isOtherAccount } from '../../../core/tokens/auth-tokens';
import { AxiomTokenError } from '../../../core/base/errors';
import type { Recipient } from '../../../core/sign-in/password-sign-in';
import { type PastedPair, parsePastedTokens } from '../../../core/sign-in/pasted-tokens';
import { refuseOtherAccount } from '../../../core/storage/refusals';
import { refuseSecondOwner } from '../../../core/profiles/one-sign-in';
import type { Profile } from '../../../core/profiles/profile';
import { Secret } from '../../../core/base/secret';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { canComeBack } from '../../../core/tokens/replaced-pair';
import { accountChoice } from '../../../core/intents/pair-question';
import { refuseWindowOfReplacedCopy } from './replaced-window';
import { agreedTarget, chosenTarget, stillListed } from '../../../core/intents/sign-in-target';

type SignInCalls =
  | 'signInWithBrowser'
  | 'startPasswordSignIn'
  | 'completePasswordSignIn'
  | 'cancelSignIn'
  | 'signInWithTokens'
  | 'importTokens'
  | 'importLeftover'
  | 'undoSignIn'
  | 'startDemo';

/** As many answers as a dialog can show. */
const MOST_ACCOUNTS = 8;

/** The ways in, as the activity tells them, and what came by each as a question does. */
const SOURCES = {
  'with a browser window': { words: 'The tokens from the browser window', isFromServer: true },
  'with pasted tokens': { words: 'The pasted tokens', isFromServer: false },
  'with tokens from a file': { words: 'The tokens from the file', isFromServer: false },
  'with tokens from the environment': { words: 'The tokens from the environment', isFromServer: false },
} as const;
type How = keyof typeof SOURCES;
const FROM_CODE = { words: 'The tokens that came for the code', isFromServer: true };

type SignedIn = CallReply<'signInWithTokens'>;

export function createSignInHandlers(services: AppServices): Pick<Handlers, SignInCalls> {
  const { registry, activity, passwordSignIn } = services;

  /** The demo profile is allowed on every runtime, because it talks to its own server. */
  const refuseRealAccount = (profileId: string): void => {
    if (services.realAccountRefusal === undefined || registry.get(profileId).isDemo) return;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: services.realAccountRefusal,
      remedy: 'Try the demo account, or start the app with a current runtime.',
    });
  };

  const signIn = (profileId: string, getPair: (profile: Profile) => Promise<PastedPair>, how: How): Promise<SignedIn> =>
    services.interactively(async () => {
      // Throws for an unknown profile before a window or dialog opens.
      const profile = registry.get(profileId);
      refuseRealAccount(profileId);
      const asked = { profile, request: profile.manager.requests.begin() };
      const { tokens, isNewestOfSeveral } = await getPair(profile);
      const isUsedUp = await registry.isUsedUp(tokens);
      refuseOtherAccount(profile.manager.getTokens(), tokens);
      // What is used up is refused below.
      const target = isUsedUp ? asked : await agreedTarget(services, asked, tokens, SOURCES[how]);
      const { id, manager } = stillListed(services, target.profile);
      refuseSecondOwner(id, tokens, registry.list());
      await manager.setTokens(tokens, { request: target.request });
      activity.add('sign-in', `Signed in ${how}${isNewestOfSeveral ? ', the newest of several' : ''}`, id);
      return { profileId: id };
    });

  /** Who gets the tokens that came for a code. */
  const redirected = async ({ manager, request }: Recipient, tokens: AuthTokens): Promise<Recipient> => {
    const profile = registry.get(manager.profileId);
    const target = await chosenTarget(services, { profile, request }, tokens, FROM_CODE);
    return { manager: stillListed(services, target.profile).manager, request: target.request };
  };

  /** The pair of the account that is signed in here, else the one that the person chooses. */
  const chosen = async (pairs: readonly PastedPair[], { manager, name }: Profile): Promise<PastedPair> => {
    const present = manager.getTokens();
    const mine = pairs.filter(({ tokens }) => present === undefined || !isOtherAccount(present, tokens));
    const [only, ...others] = mine.length > 0 ? mine : pairs;
    if (only && others.length === 0) return only;
    if (pairs.length > MOST_ACCOUNTS) throw tooManyAccounts(pairs.length);
    const choice = accountChoice(
      name,
      pairs.map(({ tokens }) => tokens.accountId),
    );
    const pair = pairs[await services.choose(choice)];
    if (!pair) throw new AxiomTokenError('CANCELLED');
    return pair;
  };

  return {
    signInWithBrowser: ({ profileId }) =>
      signIn(
        profileId,
        async (profile) => {
          if (!services.browserSignIn.isUnderWay) refuseWindowOfReplacedCopy(services);
          return { tokens: await services.browserSignIn.run(profile), isNewestOfSeveral: false };
        },
        'with a browser window',
      ),

    async startPasswordSignIn({ profileId, email, password }) {
      refuseRealAccount(profileId);
      const { manager, refresher } = registry.get(profileId);
      await passwordSignIn.start({ manager, gateway: refresher.gateway }, email, new Secret(password));
    },

    completePasswordSignIn({ code }) {
      return services.interactively(async () => {
        const manager = await passwordSignIn.complete(code, redirected).catch((error: unknown) => {
          const isCancelled = error instanceof AxiomTokenError && error.code === 'CANCELLED';
          if (!isCancelled || !passwordSignIn.isUndecided) throw error;
        });
        // Axiom has taken the code: what came for it waits for the person.
        if (!manager) return { isUndecided: true } as const;
        const { profileId } = manager;
        activity.add('sign-in', 'Signed in with e-mail and password', profileId);
        return { profileId };
      });
    },

    async cancelSignIn() {
      const isLost = passwordSignIn.isUndecided;
      passwordSignIn.cancel();
      if (isLost) activity.add('sign-in', 'Not signed in: the tokens that came for the code were forgotten');
      services.browserSignIn.cancel();
    },

    signInWithTokens: ({ profileId, text }) =>
      signIn(
        profileId,
        (profile) => chosen(parsePastedTokens(new Secret(text), services.clock.nowMs()), profile),
        'with pasted tokens',
      ),

    importTokens: ({ profileId, source }) =>
      source === 'file'
        ? signIn(profileId, async (profile) => chosen(await importFile(services), profile), 'with tokens from a file')
        : signIn(
            profileId,
            (profile) => chosen(readEnvironment(services), profile),
            'with tokens from the environment',
          ),

    importLeftover: ({ profileId, leftoverId }) =>
      signIn(
        profileId,
        async (profile) => {
          // Says in words what has become of it.
          await services.leftovers.lookAgain(leftoverId);
          return chosen(await services.files.readTokenFile(services.leftovers.pathOf(leftoverId)), profile);
        },
        'with tokens from a file',
      ),

    undoSignIn: ({ profileId }) =>
      services.interactively(async () => {
        const { manager } = registry.get(profileId);
        const { replaced } = manager;
        if (!canComeBack(replaced)) {
          throw new AxiomTokenError('INVALID_INPUT', {
            message: 'The tokens from before the last sign-in are not kept any more.',
            remedy: 'They go once Axiom has refreshed the new ones. Nothing was changed.',
          });
        }
        await manager.setTokens(replaced.tokens);
        activity.add('sign-in', 'The tokens from before the last sign-in are in use again', profileId);
      }),

    startDemo: () => services.startDemo(),
  };
}

async function importFile(services: AppServices): Promise<readonly PastedPair[]> {
  const path = await services.files.askForTokenFile();
  if (path === undefined) throw new AxiomTokenError('CANCELLED');
  return services.files.readTokenFile(path);
}

function readEnvironment(services: AppServices): readonly PastedPair[] {
  const pairs = environmentTokens(services.env, services.clock.nowMs());
  if (pairs) return pairs;
  throw new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: 'AXIOM_ACCESS_TOKEN (or AXIOM_AUTH_TOKEN) and AXIOM_REFRESH_TOKEN are not both set.',
    remedy: 'Set both before the app starts, or paste the tokens.',
  });
}

function tooManyAccounts(count: number): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `There are tokens of ${count} accounts in this text.`,
    remedy: 'Copy the part with those of one account. Nothing was changed.',
  });
}
