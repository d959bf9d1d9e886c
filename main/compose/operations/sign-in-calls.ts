// Signs in: with the app's browser window, with e-mail, password and code, or with imported tokens. Asks the same
// questions as the window, and makes the same refusals.
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import {
  chosenPair,
  recipientOfCode,
  refuseRealAccount,
  type SignInHow,
  signInWithPair,
} from '../../core/intents/take-pair';
import type { Profile } from '../../core/profiles/profile';
import { PasswordSignIn } from '../../core/sign-in/password-sign-in';
import { type PastedPair, parsePastedTokens } from '../../core/sign-in/pasted-tokens';
import { shownAccount } from '../../core/tokens/shown-account';
import type { CallContext, Calls, LoginStep, Operations } from '../../handout/operations';
import { questionsOf, refuseToDestroy, rejectOnAbort } from './ask-user';
import { chosenProfile, profileNamed } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';
import { refuseLost, whenOpened, whenSavable } from './when-opened';
import { whenRead } from './when-read';

type SignInCalls = 'login.start' | 'login.answer' | 'login.cancel' | 'import';
type Done = Extract<LoginStep, { step: 'done' }>;

export function createSignInCalls(world: OperationsWorld): Pick<Operations, SignInCalls> {
  const { core, clock } = world;
  const { registry, activity, interactive } = core;
  // Separate from the window's sign-in, so that the two do not disturb each other.
  const passwordSignIn = new PasswordSignIn(clock);
  /** The account that was added for a sign-in that still waits for its code. */
  let addedForCode: string | undefined;

  const servicesOf = (context: CallContext) => ({ registry, activity, ...questionsOf(world, context) });

  const signIn = (
    named: string | undefined,
    how: SignInHow,
    getPair: (profile: Profile) => Promise<PastedPair>,
    context: CallContext,
  ): Promise<Done> =>
    interactive.run(() =>
      withTarget(world, named, context, async (profile) =>
        doneWith(world, await signInWithPair(servicesOf(context), profile, getPair, how)),
      ),
    );

  const withTokens = (named: string | undefined, text: string, how: SignInHow, context: CallContext): Promise<Done> => {
    // Checked before an account is added for these tokens.
    const pairs = parsePastedTokens(new Secret(text), clock.nowMs());
    return signIn(named, how, (profile) => chosenPair(pairs, profile, refuseSeveral(pairs)), context);
  };

  const withBrowser = (named: string | undefined, context: CallContext): Promise<Done> => {
    const { browserSignIn } = world;
    if (!browserSignIn) throw noWindow();
    const getPair = async (profile: Profile): Promise<PastedPair> => {
      const tokens = browserSignIn.run(profile);
      context.reportLogin({ step: 'browser-open' });
      const gone = rejectOnAbort(context.signal, () => tokens);
      gone.catch(() => context.signal.aborted && browserSignIn.cancel(profile.id));
      return { tokens: await gone, isNewestOfSeveral: false };
    };
    return signIn(named, 'with a browser window', getPair, context);
  };

  const forgetAdded = async (): Promise<void> => {
    const id = addedForCode;
    addedForCode = undefined;
    if (id !== undefined) await registry.takeBack(id).catch(() => undefined);
  };

  const withPassword = async (
    { profile: named, email = '', password = '' }: Calls['login.start']['params'],
    context: CallContext,
  ): Promise<LoginStep> => {
    if (email === '' || password === '') {
      throw new AxiomTokenError('INVALID_INPUT', { message: 'E-mail and password are both needed.' });
    }
    await forgetAdded();
    return withTarget(world, named, context, async ({ id, manager, refresher }, isAdded) => {
      await passwordSignIn.start({ manager, gateway: refresher.gateway }, email, new Secret(password));
      if (isAdded) addedForCode = id;
      return { step: 'code-wanted', attempt: 1 };
    });
  };

  return {
    async 'login.start'(params, context) {
      switch (params.way) {
        case 'tokens':
          return withTokens(params.profile, params.tokens ?? '', 'with pasted tokens', context);
        case 'browser':
          return withBrowser(params.profile, context);
        case 'password':
          return withPassword(params, context);
      }
    },

    'login.answer'({ code }, context) {
      return interactive.run(async () => {
        const { profileId } = await passwordSignIn.complete(code, (recipient, tokens) =>
          recipientOfCode(servicesOf(context), recipient, tokens),
        );
        if (profileId !== addedForCode) await forgetAdded();
        addedForCode = undefined;
        activity.add('sign-in', 'Signed in with e-mail and password', profileId);
        return doneWith(world, registry.get(profileId));
      });
    },

    async 'login.cancel'() {
      const isLost = passwordSignIn.isUndecided;
      passwordSignIn.cancel();
      if (isLost) activity.add('sign-in', 'Not signed in: the new tokens for the code were discarded');
      await forgetAdded();
      return {};
    },

    async import({ profile: named, text, dryRun = false }, context) {
      if (!dryRun) {
        const { step: _, ...done } = await withTokens(named, text, 'with tokens from a file', context);
        return done;
      }
      const pairs = parsePastedTokens(new Secret(text), clock.nowMs());
      const known = named === undefined ? chosenProfile(world, named) : profileNamed(registry.list(), named);
      if (known) await whenRead(known, context.signal);
      const { tokens } = known
        ? await chosenPair(pairs, known, refuseSeveral(pairs))
        : await chosenPair(pairs, NOBODY, refuseSeveral(pairs));
      return {
        profile: known?.id ?? named ?? '',
        ...(known && { name: known.name }),
        account: shownAccount(tokens.accountId) ?? null,
      };
    },
  };
}

/** Stands for an account that would be added: it has no tokens to compare with. */
const NOBODY = { name: '', manager: { getTokens: () => undefined } };

/**
 * Calls `run` for the named account. An account that does not exist is added first, and removed again if it gets no tokens.
 * @throws AxiomTokenError as `run`; `INVALID_INPUT` for a name that no account may have
 */
async function withTarget<Result>(
  world: OperationsWorld,
  named: string | undefined,
  context: CallContext,
  run: (profile: Profile, isAdded: boolean) => Promise<Result>,
): Promise<Result> {
  const { registry } = world.core;
  const known = named === undefined ? chosenProfile(world, named) : profileNamed(registry.list(), named);
  if (!known) await world.refuseBesideApp?.();
  const profile = known ?? (await registry.addNamed(named ?? ''));
  try {
    refuseRealAccount(registry, profile.id, world.realAccountRefusal);
    await whenOpened(world, profile, context.signal);
    await whenSavable(world, profile, context.signal);
    if (profile.manager.getTokens()) {
      const task = `sign in to ${profile.name} again, which replaces its tokens`;
      await refuseToDestroy(world, context, [profile.id], task);
    }
    return await run(profile, known === undefined);
  } catch (error) {
    if (!known) await registry.takeBack(profile.id).catch(() => undefined);
    throw error;
  }
}

async function doneWith(world: Pick<OperationsWorld, 'source'>, profile: Profile): Promise<Done> {
  await refuseLost(world, profile);
  const { id, name, manager } = profile;
  return { step: 'done', profile: id, name, account: shownAccount(manager.getTokens()?.accountId) ?? null };
}

/**
 * Refuses a text with tokens of several accounts instead of asking: a caller over the socket can answer only by
 * sending another text.
 */
function refuseSeveral(pairs: readonly PastedPair[]): () => Promise<never> {
  return async () => {
    const accounts = pairs.map(({ tokens }) => shownAccount(tokens.accountId) ?? 'one without a name').join(', ');
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `There are tokens of ${pairs.length} accounts in this text: ${accounts}.`,
      remedy: 'Give the part with those of one account. Nothing was changed.',
    });
  };
}

function noWindow(): AxiomTokenError {
  return new AxiomTokenError('BROKER_UNAVAILABLE', {
    message: 'The window for a browser sign-in is the app’s, and this runs without the app.',
    remedy: 'Start the app and try again, or sign in with --password or --tokens. Nothing was changed.',
  });
}
