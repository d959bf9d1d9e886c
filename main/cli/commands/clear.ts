// `axiom-tokens clear`: removes the tokens of all accounts, or of the named ones.
import { EXIT_OF_CODE } from '../../handout/exit-codes';
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';
import { requireConfirmation } from './require-confirmation';
import { namedAccounts, removalQuestion } from './removal-words';

export async function run(context: CommandContext, options: ParsedOptions): Promise<number> {
  const { session, output } = context;
  const named = options.arguments('account');
  const accounts = await namedAccounts(session, named.length === 0 ? 'all' : named);
  await requireConfirmation(context, options, removalQuestion('Remove the tokens of', accounts));
  const { removed, remaining } = await session.call('clear', named.length === 0 ? {} : { profiles: named });
  output.answer({ schema: 'axiom-tokens.clear.v1', removed, remaining }, (shown) =>
    removed.length === 0 ? 'Nothing was removed.' : `Removed:\n${shown.removed.map((line) => `  ${line}`).join('\n')}`,
  );
  for (const line of remaining) output.warn(`Still there: ${line}`);
  return remaining.length === 0 ? 0 : EXIT_OF_CODE.STORAGE_UNAVAILABLE;
}
