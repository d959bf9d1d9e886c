// How a text is written so that a shell takes it as it is. Pure.
import { AxiomTokenError } from '../core/base/errors';

export const SHELLS = ['sh', 'fish', 'pwsh', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

/** A word of a command line that a person is to type, quoted where a shell would take it apart. */
export function typedWord(word: string): string {
  return /^[\p{L}\p{N}_.@:+-]+$/u.test(word) ? word : quoted('sh', word);
}

/** One word of the shell. @throws AxiomTokenError `INVALID_INPUT` for what `cmd` cannot be told */
export function quoted(shell: Shell, text: string): string {
  switch (shell) {
    case 'sh':
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case 'fish':
      return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
    case 'pwsh':
      // PowerShell takes the typographic marks for the plain one.
      return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
    case 'cmd':
      return refuseForCmd(text);
  }
}

/** A line that sets an environment variable. */
export function variableLine(shell: Shell, name: string, value: string): string {
  switch (shell) {
    case 'sh':
      return `export ${name}=${quoted(shell, value)}`;
    case 'fish':
      return `set -gx ${name} ${quoted(shell, value)}`;
    case 'pwsh':
      return `$env:${name} = ${quoted(shell, value)}`;
    case 'cmd':
      return `set "${name}=${quoted(shell, value)}"`;
  }
}

/** Between the quotation marks of `set "NAME=value"` these alone mean something, and none of them can be written otherwise in every place. */
function refuseForCmd(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/["%!^\u0000-\u001f]/.test(text)) return text;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'A value holds a sign that cmd cannot be told.',
    remedy: 'Use --shell pwsh, or another format.',
  });
}
