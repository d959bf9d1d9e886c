// What `axiom-tokens completion SHELL` prints. It never writes into the user's own files. Pure.
import { bashCompletion } from './completion-bash';
import { fishCompletion } from './completion-fish';
import { completionPlaces } from './completion-model';
import { pwshCompletion } from './completion-pwsh';
import { zshCompletion } from './completion-zsh';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion, pwsh: pwshCompletion } as const;

export type CompletionShell = keyof typeof SCRIPTS;

export function completionScript(shell: CompletionShell): string {
  return `${SCRIPTS[shell](completionPlaces())}\n`;
}
