// `axiom-tokens import`: imports the tokens from another program's file.
import type { CommandContext } from '../session/command-context';
import type { ParsedOptions } from '../words/parsed-options';
import { shownLine } from '../words/shown-words';
import { readTokenInput } from './token-input';
import { asProfile, signedInWords } from './login';
import { withAppQuestion } from './with-app-question';

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output } = context;
  const text = await readTokenInput(context, options.required('file'));
  const isDry = options.has('dry-run');
  const params = { ...asProfile(context, options), text, ...(isDry ? { dryRun: true } : {}) };
  const take = () => session.call('import', params);
  const { profile, name = profile, account } = await (isDry ? take() : withAppQuestion(context, take));
  const answer = { schema: 'axiom-tokens.import.v1', profile, account, imported: !isDry };
  output.answer(answer, () => {
    const [who, theirs] = [shownLine(name), account === null ? null : shownLine(account)];
    return isDry
      ? `Would sign in ${who}: ${theirs === null ? 'the tokens name no account' : `account ${theirs}`}.`
      : signedInWords(who, theirs);
  });
  if (!isDry)
    output.note('The file is left as it is. Two programs that refresh with the same tokens sign each other out.');
}
