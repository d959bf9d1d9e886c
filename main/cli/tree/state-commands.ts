// The commands status, refresh, doctor and trail.
import type { CommandSpec } from './command-spec';
import { SEALED_PASSPHRASE } from './passphrase-flags';

export const STATUS: CommandSpec = {
  name: 'status',
  summary: 'Show the state of each account',
  flags: [
    {
      name: 'check',
      description:
        'Also ask Axiom whether it accepts the tokens. That is a refresh, and is left out if they were issued a moment ago.',
    },
    { name: 'exit-code', description: 'The exit code gives the state of the account: 0 if a token can be handed out.' },
    { name: 'oneline', description: 'One short line, for a shell prompt; never refreshes.' },
    {
      name: 'wait-ready',
      value: 'DUR',
      kind: 'duration',
      description: 'Wait this long until a token can be handed out; it adds to --timeout.',
    },
    { name: 'explain', description: 'Also show where each setting comes from: flag, environment, file or default.' },
  ],
  examples: [
    { line: 'axiom-tokens status', words: 'All accounts.' },
    { line: 'axiom-tokens status --wait-ready 5m && ./bot', words: 'Start a bot as soon as there is a token.' },
    { line: 'axiom-tokens status -p main --exit-code -q', words: 'In a script.' },
  ],
  exits: [3, 4, 5, 7, 8, 9, 10, 11, 12],
};

export const REFRESH: CommandSpec = {
  name: 'refresh',
  summary: 'Get new tokens from Axiom now',
  more: ['Tokens that were issued in the last seconds are not refreshed.'],
  flags: [
    {
      name: 'if-within',
      value: 'DUR',
      kind: 'duration',
      description: 'Only if the access token expires within this time.',
    },
    { name: 'all', description: 'All accounts.' },
    SEALED_PASSPHRASE,
  ],
  examples: [
    { line: 'axiom-tokens refresh', words: 'The default account.' },
    {
      line: 'axiom-tokens refresh --all --if-within 10m',
      words: 'All accounts whose token expires within ten minutes.',
    },
  ],
  exits: [3, 4, 5, 7, 8, 9, 11, 12],
};

export const DOCTOR: CommandSpec = {
  name: 'doctor',
  summary: 'Check what this computer needs for tokens, line by line',
  patience: 'person',
  more: [
    'Keychain, clock, hosts, session bus, tray, files and modes, autostart, sandbox, versions. No secret is printed. If the app runs, it makes the checks, because it sees the desktop.',
    'It ends with 0 when nothing is wrong, also with warnings; otherwise by the worst problem: 8 keychain, files or locks; 11 the socket or versions; 9 network or clock; 1 anything else.',
  ],
  flags: [
    {
      name: 'live',
      description:
        'Refresh the account once at the real server and print how it answered, without secrets. In a terminal only, after a typed yes.',
    },
  ],
  examples: [
    { line: 'axiom-tokens doctor', words: 'What works, and what to do about the rest.' },
    { line: 'axiom-tokens doctor --json > report.json', words: 'For a bug report.' },
  ],
  exits: [8, 9, 11],
};

export const TRAIL: CommandSpec = {
  name: 'trail',
  summary: 'List who was given which token, and who was refused',
  flags: [
    {
      name: 'since',
      value: 'DUR',
      kind: 'duration',
      description: 'Only the last hours or days: 2h, 7d.',
      otherwise: '1d',
    },
    { name: 'follow', description: 'Go on with each new line until it is stopped.' },
    { name: 'consumer', value: 'TEXT', kind: 'consumer', description: 'Only of programs with this in their name.' },
    { name: 'tag', value: 'TAG', kind: 'text', description: 'Only of the token with this tag: which programs had it.' },
    {
      name: 'export',
      value: 'FILE',
      kind: 'file',
      description: 'Write the lines into a file: .csv as a table, else JSON lines.',
    },
  ],
  examples: [
    { line: 'axiom-tokens trail --since 7d', words: 'The last week.' },
    { line: 'axiom-tokens trail --tag 1f0c77aa --json', words: 'Who had this token.' },
    { line: 'axiom-tokens trail --export trail.csv', words: 'As a table.' },
  ],
  exits: [3, 8, 11],
};
