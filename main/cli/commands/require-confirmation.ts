// The user's agreement before a command removes something: `--yes`, or an answer in the terminal.
import { AxiomTokenError } from '../../core/base/errors';
import type { CommandContext } from '../session/command-context';
import { usageError } from '../words/command-failure';
import type { ParsedOptions } from '../words/parsed-options';

/** @throws AxiomTokenError `INVALID_INPUT` when nobody can be asked; `CANCELLED` */
export async function requireConfirmation(
  { prompts }: Pick<CommandContext, 'prompts'>,
  options: ParsedOptions,
  question: string,
): Promise<void> {
  if (options.has('yes')) return;
  if (!prompts.isPossible) {
    throw usageError(
      `There is no terminal to ask in: ${question.replaceAll('\n', ' ')}`,
      'Add --yes to do it without a question.',
    );
  }
  if (await prompts.confirm(question)) return;
  throw new AxiomTokenError('CANCELLED');
}
