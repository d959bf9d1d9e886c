// What a command line asks for, and what can be told of it without commander, which takes longer to load than the app's answer. Pure.
import type { CommandSpec } from './tree/command-spec';
import { COMMAND_TREE } from './tree/command-tree';
import { ParsedOptions } from './words/parsed-options';

/** The parsed command line. `path` holds the command's names: `['profiles', 'list']`. */
export type Invocation =
  | { readonly kind: 'help'; readonly path: readonly string[]; readonly spec: CommandSpec }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly path: readonly string[];
      readonly spec: CommandSpec;
      readonly options: ParsedOptions;
    };

/** What the words ask for if they are the name of a command and nothing else; `undefined`: commander has to parse them. */
export function bareInvocation(words: readonly string[]): Extract<Invocation, { kind: 'run' }> | undefined {
  let spec: CommandSpec | undefined = COMMAND_TREE;
  for (const word of words) spec = spec?.commands?.find(({ name }) => name === word);
  if (!spec || spec.commands || spec.args) return undefined;
  return { kind: 'run', path: words, spec, options: new ParsedOptions({}) };
}

/** Whether `--json` was given; works also on a command line that cannot be parsed. */
export function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).includes('--json');
}
