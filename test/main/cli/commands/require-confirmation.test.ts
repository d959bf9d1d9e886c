import { expect, it } from 'vitest';
import { requireConfirmation } from '../../../../main/cli/commands/require-confirmation';
import { ParsedOptions } from '../../../../main/cli/words/parsed-options';
import { outcomeOf } from '../../../support/core-graph';
import { makeContext } from '../../../support/command-line/make-context';

it('says what it would have asked, where there is no terminal', async () => {
  const { context } = makeContext({});
  await expect(requireConfirmation(context, new ParsedOptions({}), 'It goes.\nContinue?')).rejects.toMatchObject({
    message: 'There is no terminal to ask in: It goes. Continue?',
    remedy: 'Add --yes to do it without a question.',
  });
});

it.each([
  ['a person who agrees', ['y'], {}, undefined],
  ['a person who does not', ['n'], {}, 'CANCELLED'],
  ['--yes', undefined, { yes: true }, undefined],
  ['nobody', undefined, {}, 'INVALID_INPUT'],
] as const)('is up to %s', async (_who, typed, flags, outcome) => {
  const { context, asked } = makeContext(typed ? { typed } : {});
  expect(await outcomeOf(requireConfirmation(context, new ParsedOptions(flags), 'Remove it?'))).toBe(outcome);
  expect(asked).toEqual(typed ? ['Remove it?'] : []);
});
