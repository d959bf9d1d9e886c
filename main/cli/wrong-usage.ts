// What is wrong with a command line, in our own words: values that are not among the choices, and the errors of commander. Pure.
import type { CommanderError } from 'commander';
import type { AxiomTokenError } from '../core/base/errors';
import type { CommandSpec } from './tree/command-spec';
import { PROGRAM } from './tree/command-tree';
import { GLOBAL_FLAGS } from './tree/global-flags';
import { nearestName } from './tree/nearest-name';
import { usageError } from './words/command-failure';
import type { ParsedValues } from './words/parsed-options';

/** Checks the values that have choices. A choice such as `signal:NAME` allows any value with the same prefix. @throws AxiomTokenError `INVALID_INPUT` */
export function checkChoices(spec: CommandSpec, flags: ParsedValues, args: ParsedValues): void {
  const check = (choices: readonly string[] | undefined, value: ParsedValues[string], shown: string): void => {
    if (choices === undefined || typeof value !== 'string') return;
    const isOne = choices.some((each) => {
      const start = each.slice(0, each.indexOf(':') + 1);
      return start === '' ? each === value : value.startsWith(start) && value !== start;
    });
    if (isOne) return;
    const prefix = choices.find((each) => each.endsWith(':') && each === value);
    if (prefix !== undefined) throw usageError(`${shown} has nothing after ${prefix}`, 'Write what belongs there.');
    const nearest = nearestName(value, choices);
    throw usageError(
      `${shown} does not take "${cut(value)}".`,
      nearest === undefined ? `It takes ${listed(choices)}.` : `Did you mean ${nearest}?`,
    );
  };
  for (const { name, choices } of [...(spec.flags ?? []), ...GLOBAL_FLAGS]) check(choices, flags[name], `--${name}`);
  for (const { name, choices } of spec.args ?? []) check(choices, args[name], `The argument ${name}`);
}

/** `name` is no command of the group. */
export function unknownCommand(spec: CommandSpec, path: readonly string[], name: string): AxiomTokenError {
  const group = path.map((each) => `${each} `).join('');
  const nearest = nearestName(name, shownCommands(spec));
  return usageError(
    `There is no command "${group}${cut(name)}".`,
    nearest === undefined ? `Look at axiom-tokens ${group}--help.` : `Did you mean "${group}${nearest}"?`,
  );
}

function shownCommands(spec: CommandSpec): string[] {
  return (spec.commands ?? []).filter(({ isHidden }) => !isHidden).map(({ name }) => name);
}

/** Turns commander's errors into our messages. Commander quotes the flag, argument or command. */
export function usageOf(
  { code, message }: CommanderError,
  spec: CommandSpec,
  path: readonly string[],
): AxiomTokenError {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const said = [PROGRAM, ...path].join(' ');
  const remedy = `Look at ${said} --help.`;
  switch (code) {
    case 'commander.unknownCommand':
      return unknownCommand(spec, path, quoted);
    case 'commander.help':
      return usageError(`${said} needs a command: ${listed(shownCommands(spec))}.`, remedy);
    case 'commander.unknownOption': {
      const [flag = '', ...given] = quoted.split('=');
      const known = [...(spec.flags ?? []), ...GLOBAL_FLAGS].map(({ name }) => `--${name}`);
      // Commander reads a switch with a value as another word.
      if (given.length > 0 && known.includes(flag)) return usageError(`${flag} takes no value.`, 'Give it alone.');
      const nearest = flag.startsWith('--') ? nearestName(flag, known) : undefined;
      return usageError(
        `${said} has no flag ${cut(flag)}.`,
        nearest === undefined ? remedy : `Did you mean ${nearest}?`,
      );
    }
    case 'commander.optionMissingArgument':
      return usageError(`${quoted.replace(/^-\w, /, '').replace(/ <.*/, '')} needs a value.`, remedy);
    case 'commander.missingArgument':
      return usageError(`The argument ${quoted} is missing.`, remedy);
    case 'commander.excessArguments':
      return usageError(`There are more arguments than ${said} takes.`, remedy);
    default:
      return usageError('This command line cannot be read.', remedy);
  }
}

/** Shortens typed text in a message, because it may be anything. */
function cut(typed: string): string {
  return typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
