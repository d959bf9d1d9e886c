// `axiom-tokens completion SHELL`: prints the completion script.
import type { CommandContext } from '../session/command-context';
import { completionScript, type CompletionShell } from '../manual/completion-script';
import type { ParsedOptions } from '../words/parsed-options';

export function run({ output }: CommandContext, options: ParsedOptions): Promise<void> {
  output.text(completionScript(options.required('shell') as CompletionShell));
  return Promise.resolve();
}
