import { expect, it } from 'vitest';
import { completionScript } from '../../../../main/cli/manual/completion-script';

it.each(['bash', 'zsh', 'fish', 'pwsh'] as const)('is a script for %s that says where it is from', (shell) => {
  const script = completionScript(shell);
  expect(script).toContain(`Made by: axiom-tokens completion ${shell}`);
  expect(script.endsWith('\n')).toBe(true);
});
