// The completion script for zsh: a file in `fpath`, or `source <(…)`. Pure.
import { quoted } from '../../handout/shell-quoting';
import { type CompletionFlag, type CompletionPlace, type CompletionValue, functionOf } from './completion-model';

export function zshCompletion(places: readonly CompletionPlace[]): string {
  return [
    '#compdef axiom-tokens',
    '# Completes axiom-tokens in zsh. Made by: axiom-tokens completion zsh',
    ...NAMES,
    ...places.flatMap((place) => (place.commands.length > 0 ? group(place) : leaf(place))),
    // zsh runs a file in fpath as the function itself; a sourced script has to register it.
    'if [[ $funcstack[1] == _axiom-tokens ]]; then _axiom_tokens "$@"; elif (( $+functions[compdef] )); then compdef _axiom_tokens axiom-tokens; fi',
  ].join('\n');
}

/** Options for compadd: `_arguments` inserts them before its own. */
const NAMES = [
  '_axiom_tokens_names() {',
  '  local answer=$(axiom-tokens __complete ${@[-1]} 2>/dev/null)',
  '  [[ -n $answer ]] || return 1',
  '  local -a names=("${(@f)answer}")',
  '  compadd "${@[1,-2]}" -a names',
  '}',
];

function group(place: CompletionPlace): string[] {
  const { path, commands, flags } = place;
  const items = commands.map(({ name, words }) => `    ${quoted('sh', `${name}:${words}`)}`);
  const cases = commands.map(({ name }) => {
    const child = functionOf({ path: path === '' ? name : `${path} ${name}` });
    return `      ${name}) ${child} ;;`;
  });
  return [
    `${functionOf(place)}() {`,
    '  local curcontext="$curcontext" state line',
    '  local -a commands',
    '  commands=(',
    ...items,
    '  )',
    '  _arguments -C \\',
    ...flags.map((flag) => `    ${flagText(flag)} \\`),
    "    '1: :->command' '*:: :->rest'",
    '  case $state in',
    '    command) _describe -t commands command commands ;;',
    '    rest) case $line[1] in',
    ...cases,
    '    esac ;;',
    '  esac',
    '}',
  ];
}

function leaf(place: CompletionPlace): string[] {
  const { flags, args, takesCommand } = place;
  const rest = takesCommand
    ? ["    '*:: :_normal'"]
    : args.map(
        ({ isRepeated, words, ...value }) =>
          `    ${quoted('sh', `${isRepeated ? '*' : ''}:${plain(words)}:${action(value)}`)}`,
      );
  const lines = [...flags.map((flag) => `    ${flagText(flag)}`), ...rest];
  return [`${functionOf(place)}() {`, '  _arguments \\', lines.join(' \\\n'), '}'];
}

function flagText({ names, words, isRepeated, value }: CompletionFlag): string {
  const end = value ? `:${plain(words)}:${action(value)}` : '';
  const described = quoted('sh', `[${plain(words)}]${end}`);
  const others = isRepeated ? "'*'" : quoted('sh', `(${names.join(' ')})`);
  const shown =
    names.length > 1
      ? `{${names.map((name) => (value ? `${name}+` : name).replace(/^(--.*)\+$/, '$1=')).join(',')}}`
      : `${names[0] ?? ''}${value ? '=' : ''}`;
  return `${others}${shown}${described}`;
}

function action({ kind, choices }: CompletionValue): string {
  if (choices.length > 0) return `(${choices.map((each) => each.replaceAll(':', String.raw`\:`)).join(' ')})`;
  switch (kind) {
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'command':
      return '_normal';
    case 'profile':
    case 'consumer':
      return `_axiom_tokens_names ${kind}`;
    default:
      return ' ';
  }
}

/** Removes characters that have a meaning in `_arguments`. */
function plain(words: string): string {
  return words.replaceAll(/[[\]]/g, '').replaceAll(':', String.raw`\:`);
}
