// The completion script for bash 4.0 or newer; works without the package bash-completion. Pure.
import { quoted } from '../../handout/shell-quoting';
import type { CompletionPlace, CompletionValue } from './completion-model';

export function bashCompletion(places: readonly CompletionPlace[]): string {
  return [
    '# Completes axiom-tokens in bash. Made by: axiom-tokens completion bash',
    ...takesValue(places),
    ...lists('_axiom_tokens_commands', places, ({ commands }) => commands.map(({ name }) => name)),
    ...lists('_axiom_tokens_flags', places, ({ flags }) => flags.flatMap(({ names }) => names)),
    ...values(places),
    MAIN,
  ].join('\n');
}

/** Patterns `path flag` of the flags that take a value. */
function takesValue(places: readonly CompletionPlace[]): string[] {
  const patterns = places.flatMap(({ path, flags }) =>
    flags.filter(({ value }) => value).flatMap(({ names }) => names.map((name) => quoted('sh', `${path} ${name}`))),
  );
  return [
    '_axiom_tokens_takes_value() {',
    '  case "$1" in',
    `    ${patterns.join('|')}) return 0 ;;`,
    '  esac',
    '  return 1',
    '}',
  ];
}

function lists(
  name: string,
  places: readonly CompletionPlace[],
  wordsOf: (place: CompletionPlace) => string[],
): string[] {
  const cases = places.flatMap((place) => {
    const words = wordsOf(place);
    return words.length === 0 ? [] : [`    ${quoted('sh', place.path)}) echo ${quoted('sh', words.join(' '))} ;;`];
  });
  return [`${name}() {`, '  case "$1" in', ...cases, '  esac', '}'];
}

/** Completes the value of `path flag`, or the argument `path N`. */
function values(places: readonly CompletionPlace[]): string[] {
  const cases = places.flatMap(({ path, flags, args, takesCommand }) => [
    ...flags.flatMap(({ names, value }) =>
      value ? [`    ${names.map((name) => quoted('sh', `${path} ${name}`)).join('|')}) ${action(value)} ;;`] : [],
    ),
    ...args.map((arg, at) => {
      const number = arg.isRepeated || takesCommand ? '*' : String(at);
      return `    ${quoted('sh', `${path} `)}${number}) ${action(arg)} ;;`;
    }),
  ]);
  return ['_axiom_tokens_values() {', '  case "$1" in', ...cases, '  esac', '}'];
}

function action({ kind, choices }: CompletionValue): string {
  if (choices.length > 0) return `_axiom_tokens_words ${quoted('sh', choices.join(' '))}`;
  switch (kind) {
    case 'file':
      return '_axiom_tokens_files -f';
    case 'folder':
      return '_axiom_tokens_files -d';
    case 'command':
      return '_axiom_tokens_files -c -f';
    case 'profile':
    case 'consumer':
      return `_axiom_tokens_names ${kind}`;
    default:
      return ':';
  }
}

const MAIN = String.raw`_axiom_tokens_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}
_axiom_tokens_files() {
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen "$@" -- "$cur")
}
# A name may contain spaces: each name is one line, quoted so that the shell takes it as one word.
_axiom_tokens_names() {
  local name
  while IFS= read -r name; do
    [[ $name == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
  done < <(axiom-tokens __complete "$1" 2>/dev/null)
}
_axiom_tokens() {
  local cur prev path='' word at count=0 is_value='' is_closed=''
  COMPREPLY=()
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD-1]}
  # bash cuts "--flag=value" at its sign.
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    if [[ -n $is_value ]]; then
      [[ $word == '=' ]] || is_value=''
    elif [[ $word == '--' ]]; then
      is_closed=1
    elif [[ $word == '=' ]]; then
      is_value=1
    elif [[ $word == -* && -z $is_closed ]]; then
      _axiom_tokens_takes_value "$path $word" && is_value=1
    elif [[ " $(_axiom_tokens_commands "$path") " == *" $word "* ]]; then
      path="\${path:+$path }$word"
    else
      count=$((count + 1))
      # What follows is another program's.
      [[ $path == exec ]] && is_closed=1
    fi
  done
  if [[ -z $is_closed ]] && _axiom_tokens_takes_value "$path $prev"; then
    _axiom_tokens_values "$path $prev"
  elif [[ $cur == -* && -z $is_closed ]]; then
    _axiom_tokens_words "$(_axiom_tokens_flags "$path")"
  elif [[ -n $(_axiom_tokens_commands "$path") ]]; then
    _axiom_tokens_words "$(_axiom_tokens_commands "$path")"
  else
    _axiom_tokens_values "$path $count"
  fi
}
complete -F _axiom_tokens axiom-tokens`.replaceAll('\\$', '$');
