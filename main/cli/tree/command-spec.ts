// The types of the command tree: commands, arguments, flags and examples as plain data. Commander's commands, `--help`, manual page and completions are built from it.

/** The kind of a value, for checks, help and completions. */
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
  /** The long name without dashes, by which commands read it, too: `min-valid`. */
  readonly name: string;
  /** The letter of the short form. */
  readonly short?: string;
  /** The value's name in help, such as `DUR`. Absent for a switch. */
  readonly value?: string;
  readonly kind?: ValueKind;
  readonly choices?: readonly string[];
  /** One sentence; ends with a full stop. */
  readonly description: string;
  /** The default, in words. */
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
  /** The commands of a group; a group does nothing by itself. */
  readonly commands?: readonly CommandSpec[];
  readonly examples?: readonly Example[];
  /** Exit codes in addition to 0, 1, 2 and 124, which every command has. */
  readonly exits?: readonly number[];
  /** The arguments are another program's command line: nothing after the first one is parsed. */
  readonly takesCommand?: true;
  /** The default time limit; absent: `quick`. */
  readonly patience?: Patience;
  /** The command is not about one account: `--profile` is refused. */
  readonly takesNoProfile?: true;
  /** Not shown in help. */
  readonly isHidden?: true;
}

/** `quick`: does not wait. `person`: the app may ask a person. `endless`: runs until it is ended. */
export type Patience = 'quick' | 'person' | 'endless';
