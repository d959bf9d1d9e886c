// The parsed command line, and a parser for the simplest case without commander, which takes longer to load than the
// app takes to answer. Pure.
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

/**
 * The invocation if the arguments are the name of a command and nothing else; `undefined`: commander must parse them.
 */
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
