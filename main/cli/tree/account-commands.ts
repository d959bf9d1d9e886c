// Commands for signing in and out, accounts, imports, backups and places.
import type { ArgumentSpec, CommandSpec, FlagSpec } from './command-spec';
import { FROM_PASSPHRASE, PASSPHRASE, SEALED_PASSPHRASE, WEAK } from './passphrase-flags';

const YES: FlagSpec = { name: 'yes', description: 'Do not ask first; needed where there is no terminal.' };
const DRY_RUN: FlagSpec = { name: 'dry-run', description: 'Show what would be done, and change nothing.' };
const account: ArgumentSpec = { name: 'account', kind: 'profile', description: 'The account, by its name or id.' };

export const LOGIN: CommandSpec = {
  name: 'login',
  summary: 'Sign in to Axiom',
  patience: 'endless',
  more: [
    'Without a flag it opens a browser window of the app if the app runs, else it asks for e-mail and password. Without a terminal one of --browser and --tokens is needed.',
  ],
  flags: [
    { name: 'browser', description: 'In a browser window of the app, which must be running.' },
    {
      name: 'password',
      description: 'With e-mail, password and the code that Axiom sends; asked for in the terminal.',
    },
    {
      name: 'email',
      value: 'ADDRESS',
      kind: 'text',
      description: 'The e-mail; means --password.',
      otherwise: 'it is asked for',
    },
    {
      name: 'tokens',
      value: 'FILE',
      kind: 'file',
      description: 'With the tokens in this file, in any form that the app reads; - is stdin, or a hidden question.',
    },
    { name: 'as', value: 'ACCOUNT', kind: 'profile', description: 'For this account; one that is not there is added.' },
    SEALED_PASSPHRASE,
    WEAK,
    YES,
  ],
  examples: [
    { line: 'axiom-tokens login', words: 'In a browser window.' },
    { line: 'axiom-tokens login --password', words: 'In the terminal.' },
    {
      line: 'axiom-tokens login --tokens - --as second < tokens.json',
      words: 'A second account, with tokens from a file.',
    },
  ],
  exits: [3, 4, 5, 7, 8, 9, 11, 12],
};

export const LOGOUT: CommandSpec = {
  name: 'logout',
  summary: 'Sign an account out: its tokens are removed from their place',
  flags: [YES],
  examples: [{ line: 'axiom-tokens logout -p second', words: 'Asks first.' }],
  exits: [3, 8, 11],
};

export const CLEAR: CommandSpec = {
  name: 'clear',
  summary: 'Remove the tokens of all accounts, or of those that are named',
  args: [{ ...account, isOptional: true, isRepeated: true }],
  flags: [YES],
  examples: [{ line: 'axiom-tokens clear --yes', words: 'All accounts, without a question.' }],
  exits: [3, 8, 11],
};

export const PROFILES: CommandSpec = {
  name: 'profiles',
  summary: 'List, add, rename and remove accounts',
  commands: [
    {
      name: 'list',
      summary: 'List the accounts',
      examples: [{ line: 'axiom-tokens profiles list', words: 'The default one has a star.' }],
      exits: [8, 11],
    },
    {
      name: 'add',
      summary: 'Add an account, which is signed out at first',
      args: [{ name: 'name', kind: 'text', description: 'Its name.' }],
      examples: [{ line: 'axiom-tokens profiles add second', words: 'Then sign in: axiom-tokens login --as second.' }],
      exits: [8, 11],
    },
    {
      name: 'rename',
      summary: 'Give an account another name',
      args: [account, { name: 'name', kind: 'text', description: 'Its new name.' }],
      examples: [{ line: 'axiom-tokens profiles rename second hedge', words: 'Its id stays.' }],
      exits: [3, 8, 11],
    },
    {
      name: 'remove',
      summary: 'Remove an account and its tokens',
      args: [account],
      flags: [YES],
      examples: [{ line: 'axiom-tokens profiles remove second', words: 'Asks first.' }],
      exits: [3, 8, 11],
    },
    {
      name: 'default',
      summary: 'Show or choose the default account',
      args: [{ ...account, isOptional: true }],
      examples: [{ line: 'axiom-tokens profiles default second', words: 'For commands without -p.' }],
      exits: [3, 8, 11],
    },
  ],
};

export const IMPORT: CommandSpec = {
  name: 'import',
  summary: 'Take over the tokens in a file of another program',
  args: [{ name: 'file', kind: 'file', description: 'The file; - is stdin.' }],
  flags: [
    { name: 'as', value: 'ACCOUNT', kind: 'profile', description: 'For this account; one that is not there is added.' },
    SEALED_PASSPHRASE,
    WEAK,
    DRY_RUN,
    YES,
  ],
  examples: [{ line: 'axiom-tokens import ~/.axiom_tokens.json', words: 'The file of the Rust client.' }],
  exits: [3, 4, 7, 8, 9, 11, 12],
};

export const BACKUP: CommandSpec = {
  name: 'backup',
  summary: 'Write an encrypted backup of the sign-ins',
  patience: 'person',
  args: [
    { name: 'file', kind: 'file', description: 'The file; one that is there is not replaced without a question.' },
  ],
  flags: [
    PASSPHRASE,
    WEAK,
    FROM_PASSPHRASE,
    { name: 'force', description: 'Replace a file that is there.' },
    {
      name: 'account',
      value: 'ACCOUNT',
      kind: 'profile',
      description: 'Only this account.',
      otherwise: 'all',
      isRepeated: true,
    },
  ],
  examples: [{ line: 'axiom-tokens backup axiom.axiombackup', words: 'Asks for a passphrase, twice.' }],
  exits: [3, 6, 8, 11, 13],
};

export const RESTORE: CommandSpec = {
  name: 'restore',
  summary: 'Bring sign-ins back from a backup',
  args: [{ name: 'file', kind: 'file', description: 'The backup.' }],
  flags: [
    PASSPHRASE,
    DRY_RUN,
    {
      name: 'account',
      value: 'ACCOUNT',
      kind: 'text',
      description: 'Only this account of the backup.',
      otherwise: 'all',
      isRepeated: true,
    },
    YES,
  ],
  examples: [
    { line: 'axiom-tokens restore --dry-run axiom.axiombackup', words: 'What is in it, and what would happen.' },
  ],
  exits: [3, 7, 8, 11, 12],
};

const MIGRATE_PASSPHRASE: FlagSpec = {
  ...PASSPHRASE,
  description:
    'Read the passphrase of the new sealed file from the first line of this file; - is stdin. For any other place, the passphrase of the sealed file that is left.',
};

export const MIGRATE: CommandSpec = {
  name: 'migrate',
  summary: 'Move the tokens of an account to another place',
  patience: 'person',
  args: [
    {
      name: 'place',
      kind: 'choice',
      choices: ['keychain', 'file', 'sealed-file', 'memory'],
      description: 'The place.',
    },
    { name: 'path', kind: 'file', description: 'The file, for file and sealed-file.', isOptional: true },
  ],
  flags: [MIGRATE_PASSPHRASE, WEAK, FROM_PASSPHRASE, YES],
  examples: [{ line: 'axiom-tokens migrate sealed-file ~/axiom.sealed', words: 'Asks for a passphrase, twice.' }],
  exits: [3, 6, 8, 11, 13],
};
