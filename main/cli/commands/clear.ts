// `axiom-tokens clear`: removes the tokens of all accounts, or of the named ones.
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';
import { requireConfirmation } from './require-confirmation';
import { exitOfRemaining, namedAccounts, removalQuestion } from './removal-words';

export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const { session, output } = context;
  const named = options.arguments('account');
  const accounts = await namedAccounts(session, named.length === 0 ? 'all' : named);
  await requireConfirmation(context, options, removalQuestion('Remove the tokens of', accounts));
  const cleared = await session.call('clear', named.length === 0 ? {} : { profiles: named });
  const { removed, remaining, left_behind = [] } = cleared;
  output.answer({ schema: 'axiom-tokens.clear.v1', removed, remaining, left_behind }, (shown) =>
    removed.length === 0 ? 'Nothing was removed.' : `Removed:\n${shown.removed.map((line) => `  ${line}`).join('\n')}`,
  );
  return exitOfRemaining(output, remaining);
}
