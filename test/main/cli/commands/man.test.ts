import { expect, it } from 'vitest';
import { called } from '../../../support/command-line/called';

it('prints the manual page of this version', async () => {
  const { ending, stdout } = await called(['man']);
  expect([ending, stdout.split('\n')[0]]).toEqual([0, '.TH AXIOM\\-TOKENS 1 "" "axiom-tokens 1.2.3" "User Commands"']);
});
