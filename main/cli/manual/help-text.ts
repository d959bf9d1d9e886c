// `--help` of a command, built from the command tree. Pure.
import { EXIT_MEANINGS } from '../../handout/exit-codes';
import type { CommandSpec } from '../tree/command-spec';
import { globalFlagsOf, VARIABLES } from '../tree/global-flags';
import { argumentName, argumentWords, exitsOf, flagNames, flagWords, shownCommands, usageLine } from './spec-words';
import { columns, wrapped } from './wrapped';

export function helpText(path: readonly string[], spec: CommandSpec): string {
  const isRoot = path.length === 0;
  const exits = isRoot ? EXIT_MEANINGS : exitsOf(spec);
  return [
    ...[...wrapped(`${spec.summary}.`, 80), '', `Usage: ${usageLine(path, spec)}`],
    ...(spec.more ?? []).flatMap((paragraph) => ['', ...wrapped(paragraph, 80)]),
    ...section(
      'Commands',
      shownCommands(spec).map(({ name, summary }) => [name, summary]),
    ),
    ...section(
      'Arguments',
      (spec.args ?? []).map((arg) => [argumentName(arg), argumentWords(arg)]),
    ),
    ...section(
      'Flags',
      (spec.flags ?? []).map((flag) => [flagNames(flag), flagWords(flag)]),
    ),
    ...section(
      'Flags of all commands',
      globalFlagsOf(spec).map((flag) => [flagNames(flag), flagWords(flag)]),
    ),
    ...section('Environment', isRoot ? VARIABLES : []),
    ...examples(spec),
    ...section('Exit codes', spec.commands && !isRoot ? [] : exits.map(([code, meaning]) => [String(code), meaning])),
    '',
  ].join('\n');
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return rows.length === 0 ? [] : ['', `${title}:`, ...columns(rows)];
}

function examples({ examples: given = [] }: CommandSpec): string[] {
  if (given.length === 0) return [];
  return ['', 'Examples:', ...given.flatMap(({ line, words }) => [`  # ${words}`, `  ${line}`])];
}
