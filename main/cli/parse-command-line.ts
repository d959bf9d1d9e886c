// Parses the command line with commander, whose commands are built from the command tree. Options are created for the called command only: creating all of them
// would take longer than the app's answer.
import { Command, type CommanderError, Option } from 'commander';
import { AxiomTokenError } from '../core/base/errors';
import type { CommandSpec, FlagSpec } from './tree/command-spec';
import { COMMAND_TREE, PROGRAM } from './tree/command-tree';
import { GLOBAL_FLAGS } from './tree/global-flags';
import { nearestName } from './tree/nearest-name';
import { usageError } from './words/command-failure';
import { type ParsedValues, ParsedOptions } from './words/parsed-options';

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

/** Stops the parsing early: help or version was asked for. */
class Asked extends Error {
  readonly invocation: Invocation;

  constructor(invocation: Invocation) {
    super();
    this.invocation = invocation;
  }
}

/** @throws AxiomTokenError `INVALID_INPUT` for wrong usage */
export function parseCommandLine(words: readonly string[]): Invocation {
  try {
    commandOf(COMMAND_TREE, []).parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof Asked) return error.invocation;
    throw error;
  }
  throw new AxiomTokenError('INTERNAL', { cause: new Error('commander called no command') });
}

/** Whether `--json` was given; works also on a command line that cannot be parsed. */
export function wantsJson(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? undefined : end).includes('--json');
}

function commandOf(spec: CommandSpec, path: readonly string[]): Command {
  const command = new Command(spec.name)
    .exitOverride((error) => {
      throw usageOf(error, spec, path);
    })
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
    .enablePositionalOptions()
    .helpOption(false)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .hook('preSubcommand', (_parent, child) => addDetails(child, childSpec(spec, child.name()), path));
  if (path.length === 0) addOptions(command, spec, path);
  for (const child of spec.commands ?? []) command.addCommand(commandOf(child, [...path, child.name]));
  if (path.length === 0) command.addCommand(new Command('help').argument('[commands...]').action(helpOf));
  return command;
}

function childSpec(spec: CommandSpec, name: string): CommandSpec | undefined {
  return spec.commands?.find((child) => child.name === name);
}

function addDetails(command: Command, spec: CommandSpec | undefined, above: readonly string[]): void {
  if (spec === undefined) return;
  const path = [...above, spec.name];
  addOptions(command, spec, path);
  if (spec.commands) return;
  for (const { name, isOptional, isRepeated } of spec.args ?? []) {
    const shown = isRepeated ? `${name}...` : name;
    command.argument(isOptional ? `[${shown}]` : `<${shown}>`);
  }
  command.passThroughOptions(spec.takesCommand ?? false);
  command.action((...given: unknown[]) => {
    const args = Object.fromEntries((spec.args ?? []).map(({ name }, at) => [name, given[at]])) as ParsedValues;
    const flags = flagsOf(command);
    checkChoices(spec, flags, args);
    if (spec.takesNoProfile && flags['profile'] !== undefined) {
      const said = [PROGRAM, ...path].join(' ');
      throw usageError(
        `${said} is not about one account: it takes no --profile.`,
        'Leave out -p. Nothing was changed.',
      );
    }
    throw new Asked({ kind: 'run', path, spec, options: new ParsedOptions(flags, args) });
  });
}

function addOptions(command: Command, spec: CommandSpec, path: readonly string[]): void {
  for (const flag of [...(spec.flags ?? []), ...GLOBAL_FLAGS]) command.addOption(optionOf(flag));
  command.on('option:help', () => {
    throw new Asked({ kind: 'help', path, spec });
  });
  command.on('option:version', () => {
    throw new Asked({ kind: 'version' });
  });
}

function optionOf({ name, short, value, description, isRepeated }: FlagSpec): Option {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  const option = new Option(value === undefined ? names : `${names} <value>`, description);
  if (isRepeated) option.argParser((each: string, before: readonly string[] | undefined) => [...(before ?? []), each]);
  return option;
}

/** The flags of the command and of its parents; the innermost one counts. */
function flagsOf(command: Command): ParsedValues {
  const above = command.parent ? flagsOf(command.parent) : {};
  const own = command.options
    .filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
    .map((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return [option.name(), value === false ? true : value];
    });
  return { ...above, ...(Object.fromEntries(own) as ParsedValues) };
}

/** Checks the values that have choices. A choice such as `signal:NAME` allows any value with the same prefix. */
function checkChoices(spec: CommandSpec, flags: ParsedValues, args: ParsedValues): void {
  const check = (choices: readonly string[] | undefined, value: ParsedValues[string], shown: string): void => {
    if (choices === undefined || typeof value !== 'string') return;
    const isOne = choices.some((each) => {
      const start = each.slice(0, each.indexOf(':') + 1);
      return start === '' ? each === value : value.startsWith(start) && value !== start;
    });
    if (isOne) return;
    const nearest = nearestName(value, choices);
    throw usageError(
      `${shown} does not take "${cut(value)}".`,
      nearest === undefined ? `It takes ${listed(choices)}.` : `Did you mean ${nearest}?`,
    );
  };
  for (const { name, choices } of [...(spec.flags ?? []), ...GLOBAL_FLAGS]) check(choices, flags[name], `--${name}`);
  for (const { name, choices } of spec.args ?? []) check(choices, args[name], `The argument ${name}`);
}

function helpOf(names: readonly string[]): never {
  let spec = COMMAND_TREE;
  for (const [at, name] of names.entries()) {
    const child = childSpec(spec, name);
    if (child === undefined) throw unknownCommand(spec, names.slice(0, at), name);
    spec = child;
  }
  throw new Asked({ kind: 'help', path: names, spec });
}

function unknownCommand(spec: CommandSpec, path: readonly string[], name: string): AxiomTokenError {
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
function usageOf({ code, message }: CommanderError, spec: CommandSpec, path: readonly string[]): AxiomTokenError {
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
      // With a value it is another word to commander.
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
