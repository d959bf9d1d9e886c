// Parses the command line with commander, whose commands are built from the command tree. Only those commands and
// options are created that the arguments may name: creating all of them would take longer than the app takes to
// answer. Commander finds a command by a whole argument, and an option by an argument that begins with a dash.
import { Command, Option } from 'commander';
import { AxiomTokenError } from '../core/base/errors';
import type { Invocation } from './invocation';
import type { CommandSpec, FlagSpec } from './tree/command-spec';
import { COMMAND_TREE, PROGRAM } from './tree/command-tree';
import { GLOBAL_FLAGS } from './tree/global-flags';
import { usageError } from './words/command-failure';
import { type ParsedValues, ParsedOptions } from './words/parsed-options';
import { checkChoices, unknownCommand, usageOf } from './wrong-usage';

/** Stops the parsing early: help or version was asked for. */
class Asked extends Error {
  readonly invocation: Invocation;

  constructor(invocation: Invocation) {
    super();
    this.invocation = invocation;
  }
}

/** @throws AxiomTokenError `INVALID_INPUT` for wrong usage */
export function parseCommandLine(words: readonly string[], named = namedBy(words)): Invocation {
  try {
    commandOf(COMMAND_TREE, [], named).parse(words, { from: 'user' });
  } catch (error) {
    if (error instanceof Asked) return error.invocation;
    throw error;
  }
  throw new AxiomTokenError('INTERNAL', { cause: new Error('commander called no command') });
}

/** What the arguments may name. */
export interface Named {
  readonly isCommand: (name: string) => boolean;
  readonly hasOptions: boolean;
}

function namedBy(words: readonly string[]): Named {
  return { isCommand: (name) => words.includes(name), hasOptions: words.some((word) => word.startsWith('-')) };
}

function commandOf(spec: CommandSpec, path: readonly string[], named: Named): Command {
  const command = newCommand(spec.name, spec, path)
    .enablePositionalOptions()
    .hook('preSubcommand', (_parent, child) => addDetails(child, childSpec(spec, child.name()), path, named));
  if (path.length === 0) addOptions(command, spec, path, named);
  for (const child of childrenOf(spec, named)) command.addCommand(commandOf(child, [...path, child.name], named));
  if (path.length === 0 && named.isCommand('help')) {
    const help = newCommand('help', spec, path).argument('[commands...]').action(helpOf);
    addOptions(help, spec, path, named);
    command.addCommand(help);
  }
  return command;
}

/** A command that reports errors by throwing. By default commander prints them and ends the process. */
function newCommand(name: string, spec: CommandSpec, path: readonly string[]): Command {
  return new Command(name)
    .exitOverride((error) => {
      throw usageOf(error, spec, path);
    })
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
    .helpOption(false)
    .helpCommand(false)
    .showSuggestionAfterError(false);
}

/**
 * Returns at least one command for a group, because commander must know that it is a group, whatever the arguments
 * are.
 */
function childrenOf({ commands = [] }: CommandSpec, { isCommand }: Named): readonly CommandSpec[] {
  const children = commands.filter(({ name }) => isCommand(name));
  return children.length > 0 ? children : commands.slice(0, 1);
}

function childSpec(spec: CommandSpec, name: string): CommandSpec | undefined {
  return spec.commands?.find((child) => child.name === name);
}

function addDetails(command: Command, spec: CommandSpec | undefined, above: readonly string[], named: Named): void {
  if (spec === undefined) return;
  const path = [...above, spec.name];
  addOptions(command, spec, path, named);
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

function addOptions(command: Command, spec: CommandSpec, path: readonly string[], { hasOptions }: Named): void {
  if (!hasOptions) return;
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

function helpOf(names: readonly string[]): never {
  let spec = COMMAND_TREE;
  for (const [at, name] of names.entries()) {
    const child = childSpec(spec, name);
    if (child === undefined) throw unknownCommand(spec, names.slice(0, at), name);
    spec = child;
  }
  throw new Asked({ kind: 'help', path: names, spec });
}
