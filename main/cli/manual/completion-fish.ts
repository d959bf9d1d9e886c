// The completion script for fish. Pure.
import { quoted } from '../../handout/shell-quoting';
import type { CompletionArgument, CompletionFlag, CompletionPlace, CompletionValue } from './completion-model';

export function fishCompletion(places: readonly CompletionPlace[]): string {
  const withValue = new Set(
    places.flatMap(({ flags }) => flags.filter(({ value }) => value).flatMap(({ names }) => names)),
  );
  const paths = places.map(({ path }) => path).filter((path) => path !== '');
  return [
    '# Completes axiom-tokens in fish. Made by: axiom-tokens completion fish',
    // Finds the commands on the line, and how many arguments follow them.
    'function __axiom_tokens_read',
    "    set -l path ''",
    "    set -l skip ''",
    '    set -l given 0',
    '    for word in (commandline -opc)[2..]',
    '        if test -n "$skip"',
    "            set skip ''",
    `        else if contains -- $word ${[...withValue].map((name) => quoted('fish', name)).join(' ')}`,
    '            set skip 1',
    "        else if string match -q -- '-*' $word",
    '            continue',
    '        else',
    '            set -l longer (string trim -- "$path $word")',
    `            if contains -- $longer ${paths.map((path) => quoted('fish', path)).join(' ')}`,
    '                set path $longer',
    '            else',
    '                set given (math $given + 1)',
    '            end',
    '        end',
    '    end',
    '    echo $path',
    '    echo $given',
    'end',
    'function __axiom_tokens_at',
    '    set -l read (__axiom_tokens_read)',
    '    test "$read[1]" = "$argv"',
    'end',
    'function __axiom_tokens_arg',
    '    set -l read (__axiom_tokens_read)',
    '    test "$read[1]" = "$argv[3..]"; and test $read[2] $argv[1] $argv[2]',
    'end',
    'complete -c axiom-tokens -f',
    ...places.flatMap(placeLines),
  ].join('\n');
}

function placeLines({ path, commands, flags, args }: CompletionPlace): string[] {
  const start = `complete -c axiom-tokens -n ${quoted('fish', `__axiom_tokens_at ${path === '' ? "''" : path}`)}`;
  return [
    ...commands.map(({ name, words }) => `${start} -a ${name} -d ${quoted('fish', words)}`),
    ...flags.map((flag) => `${start} ${flagText(flag)}`),
    ...args.map(
      (arg, at) => `complete -c axiom-tokens -n ${atArgument(path, at, arg.isRepeated)} ${argumentText(arg)}`,
    ),
  ];
}

function atArgument(path: string, at: number, isRepeated: boolean): string {
  return quoted('fish', `__axiom_tokens_arg ${isRepeated ? '-ge' : '-eq'} ${at} ${path}`);
}

/** One description for the whole argument: fish would show the same text beside each choice. */
function argumentText(arg: CompletionArgument): string {
  return arg.choices.length > 0 ? valueText(arg) : `${valueText(arg)} -d ${quoted('fish', arg.words)}`;
}

function flagText({ names, words, value }: CompletionFlag): string {
  const shown = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
  const described = `${shown} -d ${quoted('fish', words)}`;
  return value ? `${described} -r ${valueText(value)}` : described;
}

function valueText({ kind, choices }: CompletionValue): string {
  if (choices.length > 0) return `-f -a ${quoted('fish', choices.join(' '))}`;
  switch (kind) {
    case 'file':
      return '-F';
    case 'folder':
      return "-f -a '(__fish_complete_directories)'";
    case 'command':
      return "-f -a '(__fish_complete_subcommand)'";
    case 'profile':
    case 'consumer':
      return `-f -a '(axiom-tokens __complete ${kind} 2>/dev/null)'`;
    default:
      return '-f';
  }
}
