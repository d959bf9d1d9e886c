// Handlers for signing in: browser window, e-mail and password, pasted or imported tokens, demo.
import { environmentTokens } from '../../../core/sign-in/environment-tokens';
import type { AuthTokens } from '../../../core/tokens/auth-tokens';
import { AxiomTokenError } from '../../../core/base/errors';
import type { Recipient } from '../../../core/sign-in/password-sign-in';
import { type PastedPair, parsePastedTokens } from '../../../core/sign-in/pasted-tokens';
import type { Profile } from '../../../core/profiles/profile';
import { Secret } from '../../../core/base/secret';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { canComeBack } from '../../../core/tokens/replaced-pair';
import { refuseWindowOfReplacedCopy } from './replaced-window';
import {
  chosenPair,
  recipientOfCode,
  refuseRealAccount,
  type SignInHow,
  signInWithPair,
} from '../../../core/intents/take-pair';

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

type SignedIn = CallReply<'signInWithTokens'>;

export function createSignInHandlers(services: AppServices): Pick<Handlers, SignInCalls> {
  const { registry, activity, passwordSignIn } = services;

  const refuseReal = (profileId: string): void => refuseRealAccount(registry, profileId, services.realAccountRefusal);

  const signIn = (
    profileId: string,
    getPair: (profile: Profile) => Promise<PastedPair>,
    how: SignInHow,
  ): Promise<SignedIn> =>
    services.interactively(async () => {
      // Fails for an unknown profile before a window or dialog opens.
      const profile = registry.get(profileId);
      refuseReal(profileId);
      return { profileId: (await signInWithPair(services, profile, getPair, how)).id };
    });

  const redirected = (recipient: Recipient, tokens: AuthTokens): Promise<Recipient> =>
    recipientOfCode(services, recipient, tokens);

  const chosen = (pairs: readonly PastedPair[], profile: Profile): Promise<PastedPair> =>
    chosenPair(pairs, profile, services.choose);

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
      refuseReal(profileId);
      const { manager, refresher } = registry.get(profileId);
      await passwordSignIn.start({ manager, gateway: refresher.gateway }, email, new Secret(password));
    },

    completePasswordSignIn({ code }) {
      return services.interactively(async () => {
        const manager = await passwordSignIn.complete(code, redirected).catch((error: unknown) => {
          const isCancelled = error instanceof AxiomTokenError && error.code === 'CANCELLED';
          if (!isCancelled || !passwordSignIn.isUndecided) throw error;
        });
        // Axiom has accepted the code; the new tokens wait until the user has decided.
        if (!manager) return { isUndecided: true } as const;
        const { profileId } = manager;
        activity.add('sign-in', 'Signed in with e-mail and password', profileId);
        return { profileId };
      });
    },

    async cancelSignIn() {
      const isLost = passwordSignIn.isUndecided;
      passwordSignIn.cancel();
      if (isLost) activity.add('sign-in', 'Not signed in: the new tokens for the code were discarded');
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
          // Fails with a message when the file is gone or has changed.
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
            remedy: 'They are removed once Axiom has refreshed the new ones. Nothing was changed.',
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
