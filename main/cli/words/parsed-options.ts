// The arguments and flags of a command, by their names in the command tree.
import { AxiomTokenError } from '../../core/base/errors';
import { parseDuration } from './duration';

export type ParsedValues = Readonly<Record<string, string | true | readonly string[] | undefined>>;

/** Flags are read by their long names without dashes, arguments by their own names. */
export class ParsedOptions {
  readonly #flags: ParsedValues;
  readonly #args: ParsedValues;

  constructor(flags: ParsedValues, args: ParsedValues = {}) {
    this.#flags = flags;
    this.#args = args;
  }

  /** Whether the flag was given. */
  has(flag: string): boolean {
    return this.#flags[flag] !== undefined;
  }

  /** A flag's value, as typed. */
  text(flag: string): string | undefined {
    const value = this.#flags[flag];
    return typeof value === 'string' ? value : undefined;
  }

  /** All values of a flag that may be repeated. */
  texts(flag: string): readonly string[] {
    const value = this.#flags[flag];
    return typeof value === 'object' ? value : [];
  }

  /** @throws AxiomTokenError `INVALID_INPUT` */
  durationMs(flag: string): number | undefined {
    const text = this.text(flag);
    return text === undefined ? undefined : parseDuration(text, `--${flag}`);
  }

  /** A whole number from 0 on. @throws AxiomTokenError `INVALID_INPUT` */
  number(flag: string): number | undefined {
    const text = this.text(flag);
    if (text === undefined) return undefined;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `--${flag} takes a whole number, not "${text.slice(0, 40)}".`,
      remedy: 'Correct it and try again.',
    });
  }

  /** The value of an argument; `undefined` if it is optional and was left out. */
  argument(name: string): string | undefined {
    const value = this.#args[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A required argument's value. */
  required(name: string): string {
    const value = this.argument(name);
    if (value === undefined) throw new AxiomTokenError('INTERNAL', { cause: new Error(`no argument ${name}`) });
    return value;
  }

  /** All values of a repeated argument, such as the words of exec's program. */
  arguments(name: string): readonly string[] {
    const value = this.#args[name];
    return typeof value === 'object' ? value : [];
  }
}
