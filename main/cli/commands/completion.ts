// `axiom-tokens completion SHELL`: prints the completion script.
import type { CommandContext } from '../session/command-context';
import { completionScript, type CompletionShell } from '../manual/completion-script';
import type { GivenOptions } from '../words/given-options';

export function run({ output }: CommandContext, options: GivenOptions): Promise<void> {
  output.text(completionScript(options.required('shell') as CompletionShell));
  return Promise.resolve();
}
