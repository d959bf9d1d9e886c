// `axiom-tokens migrate`: moves the tokens of an account to another place.
import { resolve } from 'node:path';
import type { Calls } from '../../handout/operations';
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { accountWords } from '../words/account-words';
import { usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';
import { requireConfirmation } from './require-confirmation';
import { givenPassphrase, newPassphrase } from './asked-passphrase';
import { withAppQuestion } from './with-app-question';

type Place = Calls['migrate']['params']['to'];

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, settings } = context;
  const to = options.required('place') as Place;
  const given = options.argument('path');
  const takesFile = to === 'file' || to === 'sealed-file';
  if (takesFile !== (given !== undefined)) {
    throw usageError(
      takesFile ? 'The file for the tokens is not named.' : `${to} takes no file.`,
      `Write it like: axiom-tokens migrate ${takesFile ? `${to} PATH` : to}. Nothing was changed.`,
    );
  }
  if (to === 'memory') {
    await requireConfirmation(
      context,
      options,
      'The tokens are removed from their place, and are gone when the app quits. Continue?',
    );
  }
  // If the new place takes no passphrase, `--passphrase-file` can only mean the one that opens the former place.
  const isOpening = to !== 'sealed-file' && options.text('passphrase-file') !== undefined;
  const openingPassphrase = await givenPassphrase(
    context,
    options,
    isOpening ? 'passphrase-file' : 'from-passphrase-file',
  );
  const opening = openingPassphrase === undefined ? {} : { openingPassphrase };
  // Without the app, the call itself asks for a passphrase if there are tokens to seal.
  const isAskedLater = options.text('passphrase-file') === undefined && (await session.source()) === 'standalone';
  const isSealed = to === 'sealed-file' && !isAskedLater;
  const passphrase = isSealed ? { passphrase: await newPassphrase(context, options, 'the file') } : {};
  const path = given === undefined ? {} : { path: resolve(given) };
  const params = { ...ofProfile(settings), to, ...path, ...passphrase, ...opening };
  const move = () => session.call('migrate', params);
  const moved = await (takesFile || to === 'memory' ? withAppQuestion(context, move) : move());
  const { profile, name, place, left_unread = null, awaits_passphrase = false } = moved;
  output.answer(
    { schema: 'axiom-tokens.migrate.v1', profile, place, left_unread, awaits_passphrase },
    (shown) => `The tokens of ${accountWords(shown.profile, name)} are kept in: ${shown.place}.`,
  );
  if (left_unread !== null) output.warn(`${left_unread}.`);
  if (awaits_passphrase) {
    const kept = isSealed ? ' The one that you gave is not kept.' : '';
    output.warn(`There are no tokens to seal yet: the passphrase is chosen when you sign in.${kept}`);
  }
}
