// `axiom-tokens logout`: removes an account's tokens.
import type { CommandContext } from '../session/command-context';
import { ofProfile } from '../session/of-profile';
import { accountWords } from '../words/account-words';
import type { ParsedOptions } from '../words/parsed-options';
import { requireConfirmation } from './require-confirmation';
import { exitOfRemaining, namedAccounts, removalQuestion } from './removal-words';

export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const { session, output, settings } = context;
  const meant = settings.profile.value;
  const accounts = await namedAccounts(session, meant === undefined ? 'default' : [meant]);
  await requireConfirmation(context, options, removalQuestion('Sign out of', accounts));
  const {
    profile,
    name,
    removed,
    remaining = [],
    left_behind = [],
  } = await session.call('logout', ofProfile(settings));
  output.answer(
    { schema: 'axiom-tokens.logout.v1', profile, removed, remaining, left_behind },
    (shown) => `Signed out: ${accountWords(shown.profile, name)}. Removed: ${shown.removed.join('; ')}.`,
  );
  return exitOfRemaining(output, remaining);
}
