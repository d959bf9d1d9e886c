// The flags that every command accepts, before or after its name, and their environment variables.
import type { CommandSpec, FlagSpec } from './command-spec';

export const COLORS = ['auto', 'always', 'never'] as const;

export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  {
    name: 'profile',
    short: 'p',
    value: 'ACCOUNT',
    kind: 'profile',
    description: 'The account, by its name or id.',
    otherwise: 'AXIOM_TOKENS_PROFILE, else the default account',
  },
  { name: 'json', description: 'Print JSON: the answer, or one error object.' },
  { name: 'quiet', short: 'q', description: 'No notes on stderr; errors are still printed.' },
  { name: 'verbose', short: 'v', description: 'Print on stderr what is done, never a secret.' },
  { name: 'no-input', description: 'Ask nothing, even in a terminal.' },
  {
    name: 'timeout',
    value: 'DUR',
    kind: 'duration',
    description: 'Give up after this time, with exit code 124.',
    otherwise: '30s; 90s where the app may ask a person; none for exec, watch, login and trail --follow',
  },
  {
    name: 'socket',
    value: 'PATH',
    kind: 'file',
    description: "The app's socket.",
    otherwise: 'AXIOM_TOKENS_SOCK, else the one that belongs to the data folder',
  },
  {
    name: 'standalone',
    description: 'Work without the app, even where it runs. Accounts and their places cannot be changed beside it.',
  },
  { name: 'require-broker', description: 'Never work without the app: exit code 11 where it does not run.' },
  {
    name: 'color',
    value: 'WHEN',
    kind: 'choice',
    choices: COLORS,
    description: 'Whether to colour what is printed for people.',
    otherwise: 'auto: in a terminal, unless NO_COLOR is set',
  },
  { name: 'help', short: 'h', description: 'Print help.' },
  { name: 'version', short: 'V', description: 'Print the version.' },
];

/** The global flags that apply to a command. */
export function globalFlagsOf({ takesNoProfile }: CommandSpec): readonly FlagSpec[] {
  return takesNoProfile ? GLOBAL_FLAGS.filter(({ name }) => name !== 'profile') : GLOBAL_FLAGS;
}

/** Environment variables and their meaning. A flag wins over its variable. */
export const VARIABLES: readonly (readonly [name: string, words: string])[] = [
  ['AXIOM_TOKENS_PROFILE', 'the account'],
  ['AXIOM_TOKENS_SOCK', "the app's socket"],
  ['AXIOM_TOKENS_KEY', 'a key that exec gave to its program'],
  ['AXIOM_TOKENS_KEY_FILE', 'a file that holds such a key'],
  ['AXIOM_TOKENS_CONFIG_DIR', "the data folder, in place of the app's"],
  ['NO_COLOR', 'no colours'],
];
