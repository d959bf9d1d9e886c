// The manual page axiom-tokens(1) in roff, built from the command tree. Pure.
import { EXIT_MEANINGS } from '../../handout/exit-codes';
import type { CommandSpec, FlagSpec } from '../tree/command-spec';
import { COMMAND_TREE, leaves, PROGRAM } from '../tree/command-tree';
import { GLOBAL_FLAGS, VARIABLES } from '../tree/global-flags';
import { argumentName, argumentWords, exitsOf, flagNames, flagWords, usageLine } from './spec-words';

export function manPage(version: string): string {
  const { summary, more = [] } = COMMAND_TREE;
  const shown = leaves().filter(({ spec }) => !spec.isHidden);
  return [
    `.TH AXIOM\\-TOKENS 1 "" "${PROGRAM} ${roff(version)}" "User Commands"`,
    '.SH NAME',
    `${roff(PROGRAM)} \\- ${roff(lower(summary))}`,
    '.SH SYNOPSIS',
    `.B ${roff(PROGRAM)}`,
    roff('COMMAND [flags] [arguments]'),
    '.SH DESCRIPTION',
    more.map(roff).join('\n.PP\n'),
    '.SH COMMANDS',
    ...shown.flatMap(({ path, spec }) => commandLines(path, spec)),
    '.SH FLAGS OF ALL COMMANDS',
    ...GLOBAL_FLAGS.flatMap(flagLines),
    '.SH ENVIRONMENT',
    ...VARIABLES.flatMap(([name, words]) => entry(`.B ${roff(name)}`, `${words}.`)),
    '.SH EXIT STATUS',
    ...EXIT_MEANINGS.flatMap(([code, meaning]) => entry(`.B ${code}`, `${meaning}.`)),
    '.SH SECURITY',
    roff(
      'No secret is read from the arguments of a command, where other users could see it: - is stdin, and what you type at a question is hidden. Programs of one user can read each other’s memory; ' +
        'consents and the trail show and stop what programs do, but cannot isolate them.',
    ),
    '',
  ].join('\n');
}

function commandLines(path: readonly string[], spec: CommandSpec): string[] {
  const { summary, more = [], args = [], flags = [], examples = [] } = spec;
  const exits = exitsOf(spec).map(([code]) => code);
  return [
    `.SS ${roff(path.join(' '))}`,
    `.B ${roff(usageLine(path, spec))}`,
    '.PP',
    roff(`${summary}.`),
    ...more.flatMap((paragraph) => ['.PP', roff(paragraph)]),
    ...args.flatMap((arg) => entry(`.I ${roff(argumentName(arg))}`, argumentWords(arg))),
    ...flags.flatMap(flagLines),
    ...examples.flatMap(({ line, words }) => ['.PP', roff(words), '.PP', '.RS', '.nf', roff(line), '.fi', '.RE']),
    '.PP',
    roff(`Exit status: ${exits.join(', ')}.`),
  ];
}

function flagLines(flag: FlagSpec): string[] {
  return entry(`.B ${roff(flagNames(flag).trim())}`, flagWords(flag));
}

function entry(head: string, words: string): string[] {
  return ['.TP', head, roff(words)];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Escapes text for roff: keeps hyphens, and no line starts like a roff request. */
function roff(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll('"', '\\(dq')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti');
  return /^[.]/.test(escaped) ? `\\&${escaped}` : escaped;
}
