// What the command line is made of, as plain data: commands, arguments, flags, examples. Commander's commands, `--help`, the man page and the completions are made of it.

/** What a value is, for those who check, explain or complete it. */
export type ValueKind =
  | 'text'
  | 'duration'
  | 'number'
  | 'file'
  | 'folder'
  | 'profile'
  | 'consumer'
  | 'choice'
  | 'command';

export interface FlagSpec {
  /** The long name without its dashes; options are asked by it, too: `min-valid`. */
  readonly name: string;
  /** The letter of the short form. */
  readonly short?: string;
  /** What the value is called in help: `DUR`. Absent: a switch. */
  readonly value?: string;
  readonly kind?: ValueKind;
  readonly choices?: readonly string[];
  /** One sentence; ends with a full stop. */
  readonly description: string;
  /** What holds where it is not given, in words. */
  readonly otherwise?: string;
  /** May be given several times. */
  readonly isRepeated?: true;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly kind?: ValueKind;
  readonly choices?: readonly string[];
  readonly description: string;
  readonly isOptional?: true;
  readonly isRepeated?: true;
}

export interface Example {
  readonly line: string;
  readonly words: string;
}

export interface CommandSpec {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Paragraphs below the summary. */
  readonly more?: readonly string[];
  readonly args?: readonly ArgumentSpec[];
  readonly flags?: readonly FlagSpec[];
  /** A group has commands of its own, and does nothing by itself. */
  readonly commands?: readonly CommandSpec[];
  readonly examples?: readonly Example[];
  /** Exit codes beside 0, 1, 2 and 124, which all have. */
  readonly exits?: readonly number[];
  /** The arguments are the words of another program: everything from the first one on is its own. */
  readonly takesCommand?: true;
  /** How long it may take where no --timeout is given; absent: `quick`. */
  readonly patience?: Patience;
  /** It is about all accounts or none: `--profile` is refused. */
  readonly takesNoProfile?: true;
  /** In no help. */
  readonly isHidden?: true;
}

/** Nothing is waited for; a person may be asked in the app; it goes on until it is ended. */
export type Patience = 'quick' | 'person' | 'endless';
