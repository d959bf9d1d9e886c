// `axiom-tokens profiles …`: lists, adds, renames and removes accounts.
import { typedWord } from '../../handout/shell-quoting';
import type { CommandContext } from '../session/command-context';
import { accountWords } from '../words/account-words';
import type { ParsedOptions } from '../words/parsed-options';
import { statusLines } from '../words/status-words';
import { usageError } from '../words/command-failure';
import { exitOfRemaining } from './removal-words';
import { shownLine } from '../words/shown-words';

export async function list({ session, output }: CommandContext): Promise<void> {
  const { profiles } = await session.call('profiles.list', {});
  output.answer({ schema: 'axiom-tokens.profiles.v1', profiles }, (shown) =>
    profiles.length === 0
      ? 'There are no accounts yet. Sign in: axiom-tokens login'
      : statusLines(shown.profiles, output.paint.bind(output)).join('\n'),
  );
}

export async function add({ session, output }: CommandContext, options: ParsedOptions): Promise<void> {
  const added = await session.call('profiles.add', { name: typedName(options) });
  output.answer({ schema: 'axiom-tokens.profile.v1', ...added }, ({ name }) => `Added ${name}.`);
  output.note(`It is signed out. Sign in with: axiom-tokens login --as ${typedWord(added.name)}`);
}

export async function rename({ session, output }: CommandContext, options: ParsedOptions): Promise<void> {
  const params = { profile: options.required('account'), name: typedName(options) };
  const renamed = await session.call('profiles.rename', params);
  output.answer({ schema: 'axiom-tokens.profile.v1', ...renamed }, ({ name }) => `It is called ${name} now.`);
}

export async function remove({ session, output, prompts }: CommandContext, options: ParsedOptions): Promise<number> {
  const profile = options.required('account');
  if (!options.has('yes')) {
    if (!prompts.isPossible) {
      throw usageError('Removing an account removes its tokens.', 'Add --yes to do it without a question.');
    }
    const isWanted = await prompts.confirm(`Remove the account ${shownLine(profile)} and its tokens?`);
    if (!isWanted) throw usageError('Nothing was removed.', 'Answer y to remove it.');
  }
  const { removed, name, remaining = [], left_behind = [] } = await session.call('profiles.remove', { profile });
  const answer = { schema: 'axiom-tokens.removed.v1', removed, remaining, left_behind };
  output.answer(answer, (shown) => `Removed ${accountWords(shown.removed, name)}.`);
  return exitOfRemaining(output, remaining);
}

export async function choose({ session, output }: CommandContext, options: ParsedOptions): Promise<void> {
  const profile = options.argument('account');
  const { id, name } = await session.call('profiles.default', profile === undefined ? {} : { profile });
  output.answer({ schema: 'axiom-tokens.default-profile.v1', id }, (shown) =>
    // Without more text, so that it can be used in a command: -p "$(axiom-tokens profiles default)".
    profile === undefined ? shownLine(name ?? shown.id) : accountWords(shown.id, name),
  );
}

function typedName(options: ParsedOptions): string {
  const name = options.required('name');
  if (name.trim() === '') throw usageError('An account needs a name.', 'Give it one. Nothing was changed.');
  return name;
}
