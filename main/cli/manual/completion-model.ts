// The command tree as completion scripts need it: a list of places on the command line, each with the names, flags and values that may follow. Pure.
import type { ArgumentSpec, CommandSpec, FlagSpec, ValueKind } from '../tree/command-spec';
import { COMMAND_TREE } from '../tree/command-tree';
import { globalFlagsOf } from '../tree/global-flags';
import { shownCommands } from './spec-words';

export interface CompletionValue {
  readonly kind: ValueKind;
  readonly choices: readonly string[];
}

export interface CompletionFlag {
  /** `--min-valid`, and the short form `-p` where there is one. */
  readonly names: readonly string[];
  readonly words: string;
  readonly isRepeated: boolean;
  /** Absent for a switch. */
  readonly value?: CompletionValue;
}

export interface CompletionArgument extends CompletionValue {
  readonly words: string;
  readonly isRepeated: boolean;
}

/** What may follow after these command names. */
export interface CompletionPlace {
  /** Command names joined by spaces: `''`, `profiles`, `profiles list`. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly words: string }[];
  readonly flags: readonly CompletionFlag[];
  readonly args: readonly CompletionArgument[];
  /** The following words belong to another program. */
  readonly takesCommand: boolean;
}

export function completionPlaces(spec: CommandSpec = COMMAND_TREE, path: readonly string[] = []): CompletionPlace[] {
  const commands = shownCommands(spec);
  const place: CompletionPlace = {
    path: path.join(' '),
    commands: commands.map(({ name, summary }) => ({ name, words: summary })),
    flags: [...(spec.flags ?? []), ...globalFlagsOf(spec)].map(flagOf),
    args: (spec.args ?? []).map(argumentOf),
    takesCommand: spec.takesCommand ?? false,
  };
  return [place, ...commands.flatMap((child) => completionPlaces(child, [...path, child.name]))];
}

function flagOf({ name, short, value, kind, choices, description, isRepeated }: FlagSpec): CompletionFlag {
  return {
    names: [...(short === undefined ? [] : [`-${short}`]), `--${name}`],
    words: description,
    isRepeated: isRepeated ?? false,
    ...(value === undefined ? {} : { value: { kind: kind ?? 'text', choices: choices ?? [] } }),
  };
}

function argumentOf({ kind, choices, description, isRepeated }: ArgumentSpec): CompletionArgument {
  return { kind: kind ?? 'text', choices: choices ?? [], words: description, isRepeated: isRepeated ?? false };
}

/** The shell function of a place: `_axiom_tokens_profiles_list`. */
export function functionOf({ path }: Pick<CompletionPlace, 'path'>): string {
  return ['_axiom_tokens', ...path.split(' ').filter((name) => name !== '')].join('_');
}
