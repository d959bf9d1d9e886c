import { expect, it } from 'vitest';
import { completionPlaces } from '../../../../main/cli/manual/completion-model';
import { pwshCompletion } from '../../../../main/cli/manual/completion-pwsh';

// PowerShell is in no Debian package, so the script is not run here; the test checks its text.
const script = pwshCompletion(completionPlaces());

it('registers what completes the command', () => {
  expect(script).toContain('Register-ArgumentCompleter -Native -CommandName axiom-tokens -ScriptBlock {');
});

it('has each place with its commands, flags and values', () => {
  for (const { path, commands, flags } of completionPlaces()) {
    expect(script).toContain(`    '${path}' = @{`);
    for (const { name } of commands) expect(script).toContain(`'${name}' = '`);
    for (const { names } of flags) for (const name of names) expect(script).toContain(`'${name}' = @('`);
  }
  expect(script).toContain("'bash zsh fish pwsh'");
});

it('closes all that it opens, and ends each text', () => {
  const bare = script.replace(/^#.*/gm, '').replace(/"[^"]*"|'(?:[^']|'')*'/g, '');
  expect(bare).not.toContain("'");
  for (const [open, close] of ['{}', '()', '[]'].map((pair) => [...pair] as [string, string])) {
    expect(bare.split(open).length).toBe(bare.split(close).length);
  }
});
