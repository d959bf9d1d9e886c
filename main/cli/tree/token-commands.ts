// The commands that give tokens to programs: token, exec, watch.
import type { CommandSpec, FlagSpec } from './command-spec';
import { SEALED_PASSPHRASE } from './passphrase-flags';

/** The values of `token --format`; `template:TEXT` is allowed as well. */
export const TOKEN_FORMATS = [
  ...(['raw', 'header', 'cookie', 'json', 'env', 'dotenv', 'curl', 'netscape', 'process', 'rs', 'py'] as const),
] as const;

export const WATCH_FORMATS = ['jsonl', 'raw', 'header', 'cookie'] as const;

const MIN_VALID: FlagSpec = {
  name: 'min-valid',
  value: 'DUR',
  kind: 'duration',
  description: 'What is handed out is valid for at least this long.',
  otherwise: '60s',
};
const WAIT: FlagSpec = {
  name: 'wait',
  value: 'DUR',
  kind: 'duration',
  description: 'Wait this long for the keychain to be unlocked, the network, or a sign-in; it adds to --timeout.',
  otherwise: 'not at all',
};
const REASON: FlagSpec = {
  name: 'reason',
  value: 'TEXT',
  kind: 'text',
  description: 'What the token is for; shown in the question and in the trail.',
};

export const TOKEN: CommandSpec = {
  name: 'token',
  summary: 'Print an access token that is valid',
  patience: 'person',
  more: [
    'It is refreshed first if needed. Nothing else is printed to stdout, and nothing at all if it fails.',
    'Axiom wants the token as a cookie: use the formats header, cookie, curl or netscape. There is no "Authorization: Bearer".',
    'Formats: raw (the token), header (Cookie: name=value), cookie (name=value), json, env (lines for --shell), dotenv, curl (a file for curl -K), netscape (a cookie file for curl -b, wget and Python), process (like credential_process), rs (the token file of the Rust client), py (the two files of the Python client; with -o FOLDER), template:TEXT with {access_token}, {expires_at}, {profile} and the like; {access_token:sh}, {access_token:json} and {access_token:url} quote.',
  ],
  flags: [
    {
      name: 'format',
      short: 'f',
      value: 'FORMAT',
      kind: 'choice',
      choices: [...TOKEN_FORMATS, 'template:'],
      description: 'How it is printed.',
      otherwise: 'raw',
    },
    {
      name: 'shell',
      value: 'SHELL',
      kind: 'choice',
      choices: ['sh', 'fish', 'pwsh', 'cmd'],
      description: 'For which shell the format env quotes.',
      otherwise: 'sh; on Windows pwsh',
    },
    MIN_VALID,
    WAIT,
    SEALED_PASSPHRASE,
    { name: 'no-refresh', description: 'Use the present token only; never refresh.' },
    {
      name: 'output',
      short: 'o',
      value: 'FILE',
      kind: 'file',
      description: 'Write it into this file (mode 0600, replaced atomically), and print nothing.',
    },
    { name: 'no-newline', short: 'n', description: 'No newline after it.' },
    REASON,
    { name: 'with-refresh-token', description: 'Also the refresh token. A person is asked each time.' },
  ],
  examples: [
    { line: 'T=$(axiom-tokens token)', words: 'Into a variable of the shell.' },
    {
      line: 'curl -K <(axiom-tokens token -f curl && echo url=https://api3.axiom.trade/)',
      words: 'curl, without the token in the list of processes.',
    },
    { line: 'eval "$(axiom-tokens token -f env)"', words: 'Into the environment.' },
    {
      line: 'axiom-tokens token -p "second" --min-valid 10m --json',
      words: 'The second account, with all that is known of the token.',
    },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
};

export const EXEC: CommandSpec = {
  name: 'exec',
  summary: 'Run a program with a token in its environment',
  patience: 'endless',
  more: [
    'The program gets AXIOM_ACCESS_TOKEN, AXIOM_TOKEN_EXPIRES_AT (and AXIOM_TOKEN_EXPIRES_AT_EPOCH, in seconds), AXIOM_TOKENS_PROFILE and a placeholder as AXIOM_REFRESH_TOKEN; where the app runs also AXIOM_TOKENS_SOCK and AXIOM_TOKENS_KEY, a key with which it may ask for fresh tokens as long as it runs. It has the terminal, and exec ends with its exit code.',
    'The environment of a running program cannot be changed. For a program that runs longer than a token:',
    '1. --token-file: a file that holds the token alone, its path in AXIOM_TOKEN_FILE, replaced at each refresh and removed at the end.',
    '2. --on-refresh signal:HUP: a signal, after that file has changed.',
    '3. --on-refresh restart: the program is restarted before its token expires, once there is a new one.',
    '4. The socket, or watch: the program calls "axiom-tokens token" or reads "axiom-tokens watch", and nobody is asked again.',
    'Without any of them, a line on stderr warns when the token has 60 s left. A program that crashes is not restarted: that is for whoever started exec.',
    'If there is no token, the exit code is that of "axiom-tokens token", and nothing is started; 125 to 127 are about the program, its folder (--cwd) and its file.',
    'To let it survive the terminal, start exec with setsid or as a service: nohup does not reach the program.',
  ],
  args: [{ name: 'command', kind: 'command', description: 'The program and its arguments.', isRepeated: true }],
  takesCommand: true,
  flags: [
    { ...MIN_VALID, otherwise: "half of the token's life, at most 5m" },
    WAIT,
    REASON,
    {
      name: 'env',
      value: 'NAME[=FIELD]',
      kind: 'text',
      description:
        'Also set this variable: to the access token, or to access_token, refresh_token, cookie, header, expires_at, expires_at_epoch, issued_at, profile, account, origin or cookie_name.',
      isRepeated: true,
    },
    { name: 'only-env', description: 'Remove all other AXIOM_ variables from the environment of the program.' },
    {
      name: 'token-file',
      description: 'Also a file (mode 0600) with the token, its path in AXIOM_TOKEN_FILE, replaced at each refresh.',
    },
    {
      name: 'on-refresh',
      value: 'WHAT',
      kind: 'choice',
      choices: ['none', 'signal:HUP', 'signal:USR1', 'signal:USR2', 'restart'],
      description: 'What happens to the program: none, signal:NAME (with --token-file, which it implies) or restart.',
      otherwise: 'none',
    },
    {
      name: 'stop-signal',
      value: 'NAME',
      kind: 'text',
      description: 'How a program is asked to end before a restart.',
      otherwise: 'TERM',
    },
    {
      name: 'stop-timeout',
      value: 'DUR',
      kind: 'duration',
      description: 'How long it may take to end before a restart; then it is killed.',
      otherwise: '30s',
    },
    SEALED_PASSPHRASE,
    { name: 'cwd', value: 'FOLDER', kind: 'folder', description: 'The folder that it runs in.' },
  ],
  examples: [
    { line: 'axiom-tokens exec -- python bot.py', words: 'A bot that reads AXIOM_ACCESS_TOKEN.' },
    { line: 'axiom-tokens exec --on-refresh restart -- ./bot', words: 'Restarted before its token expires.' },
    {
      line: 'axiom-tokens exec --token-file --on-refresh signal:HUP -- ./bot',
      words: 'A bot that reads AXIOM_TOKEN_FILE again on the signal.',
    },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 125, 126, 127],
};

export const WATCH: CommandSpec = {
  name: 'watch',
  summary: 'Print a line for each new token, as long as it runs',
  patience: 'endless',
  more: [
    'The first line comes at once. A slow reader gets the newest line, not those between. It continues when the app is restarted, and ends on a signal, when stdin is a pipe and is closed, or with code 4 when a person must sign in.',
  ],
  flags: [
    {
      name: 'format',
      short: 'f',
      value: 'FORMAT',
      kind: 'choice',
      choices: WATCH_FORMATS,
      description: 'What a line is: an object with "type", or the token alone.',
      otherwise: 'jsonl',
    },
    SEALED_PASSPHRASE,
    { name: 'fd', value: 'N', kind: 'number', description: 'Write to this file descriptor in place of stdout.' },
    {
      name: 'events',
      value: 'LIST',
      kind: 'text',
      description: 'What lines there are in jsonl: token, state, or both, with a comma.',
      otherwise: 'token,state',
    },
    MIN_VALID,
    {
      name: 'heartbeat',
      value: 'DUR',
      kind: 'duration',
      description: 'A line each time this long has passed without one.',
    },
    { name: 'once', description: 'End after the first token.' },
    REASON,
  ],
  examples: [
    { line: 'axiom-tokens watch', words: 'JSON, a line a token.' },
    { line: 'axiom-tokens watch -f raw | while read -r token; do …; done', words: 'The tokens alone.' },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 11, 12, 13],
};
