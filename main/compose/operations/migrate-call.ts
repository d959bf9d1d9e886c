// Moves an account's tokens to another place. The user is asked first if that exposes the tokens, seals them with the program's passphrase, or keeps them in memory only.
import { isAbsolute } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { Secret } from '../../core/base/secret';
import { unreadPlaceNote } from '../../core/intents/unread-place-note';
import { plainFileQuestion } from '../../core/intents/questions';
import { questionFacts } from '../../core/intents/remove-tokens';
import { accountChangeCheck } from '../../core/intents/account-change';
import { stillListed } from '../../core/intents/sign-in-target';
import { forgetUnusedKeys } from '../../core/intents/unused-keys';
import type { Profile } from '../../core/profiles/profile';
import { placeOf, type StoreChoice } from '../../core/ports/token-places';
import { requireNewPassphrase } from '../../core/sealing/passphrase-keys';
import type { CallContext, Calls, Operations } from '../../handout/operations';
import { questionsOf, refuseToDestroy, refuseUnlessAllowed } from './ask-user';
import { chosenProfile } from './chosen-profile';
import { oneKeyPerProgram } from './one-key-per-program';
import type { OperationsWorld } from './operation-parts';
import { refuseUnread } from './refuse-unread';
import { newPassphrase, whenOpened } from './when-opened';

type Params = Calls['migrate']['params'];

export function createMigrateCall(world: OperationsWorld): Pick<Operations, 'migrate'> {
  const { registry, activity, interactive, sealedFiles } = world.core;
  return {
    migrate(params, context) {
      return interactive.run(async () => {
        await world.refuseBesideApp?.();
        const profile = chosenProfile(world, params.profile);
        const choice = choiceOf(params);
        const passphrase = passphraseOf(world, params);
        if (choice.kind === 'memory' && world.source === 'standalone') throw endsAtOnce();
        if ('path' in choice) await world.refuseOwnPath(choice.path);
        const opening = params.openingPassphrase === undefined ? undefined : new Secret(params.openingPassphrase);
        await oneKeyPerProgram(world, context, () => whenOpened(world, profile, context.signal, opening));
        await refuseUnread(profile);
        const refuseOthers = accountChangeCheck(profile);
        await agree(world, context, profile, choice);
        const now = stillListed({ registry }, profile);
        refuseOthers(now);
        const [{ store: former }, left] = [now, unreadPlaceNote(now)];
        try {
          if (choice.kind === 'sealed-file') {
            const sealing = passphrase ?? (await passphraseToSealWith(world, now, choice.path, context.signal));
            if (sealing) await oneKeyPerProgram(world, context, () => sealedFiles.open(choice.path, sealing));
          }
          await registry.moveTokens(now.id, choice);
        } finally {
          for (const each of [former, choice]) forgetUnusedKeys({ registry, sealedFiles }, each);
        }
        const place = 'path' in choice ? choice.path : now.manager.place.store.place;
        if (left !== undefined) activity.add('place', left, now.id);
        const what = choice.kind === 'sealed-file' ? 'in a sealed file' : 'in';
        activity.add('place', `Tokens are kept ${what}: ${place}`, now.id);
        return {
          profile: now.id,
          name: now.name,
          place,
          ...(left === undefined ? {} : { left_unread: left }),
          ...(world.source === 'standalone' && awaitsPassphrase(now) ? { awaits_passphrase: true } : {}),
        };
      });
    },
  };
}

/** @throws AxiomTokenError `DENIED`, `NOT_ANSWERED`, `CANCELLED` */
async function agree(
  world: OperationsWorld,
  context: CallContext,
  profile: ReturnType<typeof chosenProfile>,
  choice: StoreChoice,
): Promise<void> {
  const { id, name } = profile;
  if (choice.kind === 'file') {
    if (context.via === 'command-line')
      await questionsOf(world, context).confirm(plainFileQuestion(questionFacts(profile), choice.path));
    await refuseUnlessAllowed(
      world,
      context,
      [id],
      `keep the tokens of ${name} in a plain file, ${choice.path}, where every program that runs as you can read them`,
    );
  }
  const { lastingPlace } = questionFacts(profile);
  if (choice.kind === 'memory' && lastingPlace !== undefined) {
    await refuseToDestroy(
      world,
      context,
      [id],
      `keep the tokens of ${name} for this run only: they are removed from ${lastingPlace}, and are gone when the app quits`,
    );
  }
  if (choice.kind === 'sealed-file') {
    await refuseUnlessAllowed(
      world,
      context,
      [id],
      `keep the tokens of ${name} in a file, ${choice.path}, sealed with a passphrase that it has given`,
    );
  }
}

/** @throws AxiomTokenError `INVALID_INPUT` */
function choiceOf({ to, path }: Params): StoreChoice {
  if (to === 'keychain' || to === 'memory') {
    if (path === undefined) return { kind: to };
    throw new AxiomTokenError('INVALID_INPUT', { message: `${placeOf(to).label} takes no file.` });
  }
  if (path !== undefined && isAbsolute(path)) return { kind: to, path };
  throw new AxiomTokenError('INVALID_INPUT', {
    message:
      path === undefined ? 'The file for the tokens is not named.' : 'The file for the tokens needs an absolute path.',
    remedy: 'Name the file, then try again. Nothing was changed.',
  });
}

/**
 * Without the app it may be absent: the user is asked when it is needed. @throws AxiomTokenError `INVALID_INPUT` for
 * a sealed file without a passphrase, or with one of a length that is not allowed
 */
function passphraseOf({ source }: Pick<OperationsWorld, 'source'>, { to, passphrase }: Params): Secret | undefined {
  if (to !== 'sealed-file' || (source === 'standalone' && passphrase === undefined)) return undefined;
  const secret = new Secret(passphrase ?? '');
  requireNewPassphrase(secret);
  return secret;
}

/**
 * `undefined` when there are no tokens: nothing is sealed then, and this program would forget the passphrase when it
 * ends. @throws AxiomTokenError as {@link newPassphrase}
 */
async function passphraseToSealWith(
  world: OperationsWorld,
  { manager }: Profile,
  path: string,
  signal: AbortSignal,
): Promise<Secret | undefined> {
  return manager.getTokens() ? newPassphrase(world, path, signal) : undefined;
}

/** Whether no file was sealed yet. A passphrase that this program has is forgotten when it ends. */
function awaitsPassphrase({ manager, store }: Profile): boolean {
  const { requiredUserAction } = manager.place.store;
  return store.kind === 'sealed-file' && !manager.getTokens() && requiredUserAction !== 'passphrase';
}

function endsAtOnce(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'Without the app, tokens that are kept for this run only would be lost when this command ends.',
    remedy: 'Start the app and try again, or choose another place. Nothing was changed.',
  });
}
