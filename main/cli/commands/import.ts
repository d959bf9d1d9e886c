// `axiom-tokens import`: takes over the tokens in a file of another program.
import type { CommandContext } from '../session/command-context';
import type { GivenOptions } from '../words/given-options';
import { broughtText } from './brought-text';
import { asProfile, signedInWords } from './login';

export async function run(context: CommandContext, options: GivenOptions): Promise<void> {
  const { session, output } = context;
  const text = await broughtText(context, options.required('file'));
  const isDry = options.has('dry-run');
  if (!isDry && (await session.source()) === 'broker')
    output.note('If the app has a question, answer it in its window.');
  const params = { ...asProfile(context, options), text, ...(isDry ? { dryRun: true } : {}) };
  const { profile, account } = await session.call('import', params);
  output.answer({ schema: 'axiom-tokens.import.v1', profile, account, imported: !isDry }, (shown) =>
    isDry
      ? `Would sign in ${shown.profile}: ${account === null ? 'the tokens name no account' : `account ${shown.account}`}.`
      : signedInWords(shown.profile, shown.account),
  );
  if (!isDry)
    output.note('The file is left as it is. Two programs that refresh with the same tokens sign each other out.');
}
