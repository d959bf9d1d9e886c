// How help and manual page write flags, arguments and exit codes. Pure.
import { EXIT_MEANINGS } from '../../handout/exit-codes';
import type { ArgumentSpec, CommandSpec, FlagSpec } from '../tree/command-spec';
import { PROGRAM } from '../tree/command-tree';

/** Exit codes of every command. */
const COMMON_EXITS: readonly number[] = [0, 1, 2, 124];

/** For example `-p, --profile ACCOUNT`. */
export function flagNames({ name, short, value }: FlagSpec): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

/** The description, the choices and the default. */
export function flagWords({ description, choices, otherwise, isRepeated }: FlagSpec): string {
  return [
    description,
    ...(choices ? [`One of: ${choices.map((each) => (each.endsWith(':') ? `${each}…` : each)).join(', ')}.`] : []),
    ...(isRepeated ? ['May be given several times.'] : []),
    ...(otherwise === undefined ? [] : [`Default: ${otherwise}.`]),
  ].join(' ');
}

export function argumentName({ name, isOptional, isRepeated }: ArgumentSpec): string {
  const shown = `${name.toUpperCase()}${isRepeated ? '...' : ''}`;
  return isOptional ? `[${shown}]` : shown;
}

export function argumentWords({ description, choices }: ArgumentSpec): string {
  return choices ? `${description} One of: ${choices.join(', ')}.` : description;
}

/** For example `axiom-tokens profiles rename [flags] ACCOUNT NAME`. */
export function usageLine(path: readonly string[], spec: CommandSpec): string {
  const args = (spec.args ?? []).map(argumentName);
  const tail = spec.commands ? ['COMMAND'] : spec.takesCommand ? ['--', ...args] : args;
  return [PROGRAM, ...path, '[flags]', ...tail].join(' ');
}

export function shownCommands(spec: CommandSpec): readonly CommandSpec[] {
  return (spec.commands ?? []).filter(({ isHidden }) => !isHidden);
}

/** The exit codes of a command and their meaning. */
export function exitsOf({ exits = [] }: CommandSpec): readonly (readonly [code: number, meaning: string])[] {
  return EXIT_MEANINGS.filter(([code]) => COMMON_EXITS.includes(code) || exits.includes(code));
}
