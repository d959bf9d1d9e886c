// Commands for consent, pause, completion and the command line itself.
import type { ArgumentSpec, CommandSpec } from './command-spec';

const consumer: ArgumentSpec = {
  name: 'program',
  kind: 'consumer',
  description:
    'The program: a part of its name, its id, or the id of the decision, as "consumers list" prints them; or the path of its file.',
};

export const CONSUMERS: CommandSpec = {
  name: 'consumers',
  summary: 'List, allow and block programs that ask for tokens',
  commands: [
    {
      name: 'list',
      summary: 'List your decisions about programs, and the rule for new ones',
      examples: [{ line: 'axiom-tokens consumers list', words: 'Of all accounts; -p for one.' }],
      exits: [3, 8, 11],
    },
    {
      name: 'allow',
      summary: 'Let a program have tokens without a question',
      patience: 'person',
      args: [consumer],
      flags: [
        {
          name: 'scope',
          value: 'SCOPE',
          kind: 'choice',
          choices: ['session', 'run', 'always'],
          description: 'For how long: this terminal session, until the app quits, or always.',
          otherwise: 'always',
        },
      ],
      examples: [{ line: 'axiom-tokens consumers allow bot.py', words: 'Of the default account.' }],
      exits: [3, 6, 8, 11],
    },
    {
      name: 'block',
      summary: 'Refuse tokens to a program',
      args: [consumer],
      examples: [
        { line: 'axiom-tokens consumers block bot.py', words: 'A token that it already has works until it expires.' },
      ],
      exits: [3, 8, 11],
    },
    {
      name: 'forget',
      summary: 'Forget the decision about a program',
      patience: 'person',
      args: [consumer],
      examples: [{ line: 'axiom-tokens consumers forget bot.py', words: 'When it asks again, it is a new program.' }],
      exits: [3, 8, 11],
    },
    {
      name: 'policy',
      summary: 'Set the rule for programs without a decision',
      patience: 'person',
      args: [
        {
          name: 'policy',
          kind: 'choice',
          choices: ['notify', 'ask'],
          description: 'notify: it is allowed, and you are notified. ask: you are asked first.',
        },
      ],
      examples: [{ line: 'axiom-tokens consumers policy ask -p main', words: 'Ask before each new program.' }],
      exits: [3, 8, 11],
    },
  ],
};

export const PAUSE: CommandSpec = {
  name: 'pause',
  takesNoProfile: true,
  summary: 'Hand out and refresh nothing until it is resumed',
  flags: [{ name: 'reason', value: 'TEXT', kind: 'text', description: 'Why; shown until it is resumed.' }],
  examples: [{ line: 'axiom-tokens pause --reason "a bot runs wild"', words: 'All programs are refused from now on.' }],
  exits: [8, 11],
};

export const RESUME: CommandSpec = {
  name: 'resume',
  takesNoProfile: true,
  summary: 'End the pause',
  more: ['Only in a terminal, where a person answers, or in the window: no program ends a pause.'],
  examples: [{ line: 'axiom-tokens resume', words: 'Asks first.' }],
  exits: [6, 8, 11],
};

export const COMPLETION: CommandSpec = {
  name: 'completion',
  takesNoProfile: true,
  summary: 'Print the completion script for a shell',
  args: [{ name: 'shell', kind: 'choice', choices: ['bash', 'zsh', 'fish', 'pwsh'], description: 'The shell.' }],
  examples: [
    { line: 'source <(axiom-tokens completion bash)', words: 'In ~/.bashrc.' },
    { line: 'axiom-tokens completion fish > ~/.config/fish/completions/axiom-tokens.fish', words: 'For fish.' },
    { line: 'source <(axiom-tokens completion zsh)', words: 'In ~/.zshrc, after compinit.' },
    { line: 'axiom-tokens completion pwsh | Out-String | Invoke-Expression', words: 'In $PROFILE of PowerShell.' },
  ],
};

export const MAN: CommandSpec = {
  name: 'man',
  takesNoProfile: true,
  summary: 'Print the manual page',
  examples: [{ line: 'axiom-tokens man | man -l -', words: 'Read it.' }],
};

export const VERSION: CommandSpec = {
  name: 'version',
  takesNoProfile: true,
  summary: 'Print the versions of command line and app',
  examples: [{ line: 'axiom-tokens version --json', words: 'For a bug report.' }],
};

/** Called by the completion scripts for names. */
export const COMPLETE: CommandSpec = {
  name: '__complete',
  summary: 'Print names that complete a value',
  args: [{ name: 'what', kind: 'choice', choices: ['profile', 'consumer'], description: 'Of what.' }],
  isHidden: true,
};
