import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

it.each(['bash', 'zsh', 'fish', 'pwsh'])('prints the script for %s', async (shell) => {
  const { ending, stdout } = await called(['completion', shell]);
  expect([ending, stdout.includes(`axiom-tokens completion ${shell}`)]).toEqual([0, true]);
});

it('refuses a shell that it does not know', async () => {
  expect((await called(['completion', 'tcsh'])).ending).toBe(2);
});
