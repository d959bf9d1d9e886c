// Quotes texts so that a shell takes them literally. Pure.
import { AxiomTokenError } from '../core/base/errors';

export const SHELLS = ['sh', 'fish', 'pwsh', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

/** A word of a command for the user to type, quoted if a shell would split it. */
export function typedWord(word: string): string {
  return /^[\p{L}\p{N}_.@:+-]+$/u.test(word) ? word : quoted('sh', word);
}

/** One quoted word for the shell. @throws AxiomTokenError `INVALID_INPUT` for text that `cmd` cannot express */
export function quoted(shell: Shell, text: string): string {
  switch (shell) {
    case 'sh':
      return `'${text.replaceAll("'", String.raw`'\''`)}'`;
    case 'fish':
      return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
    case 'pwsh':
      // PowerShell treats typographic quotes like plain ones.
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

/** Refuses the characters that are special inside `set "NAME=value"`; they cannot be escaped reliably. */
function refuseForCmd(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/["%!^\u0000-\u001f]/.test(text)) return text;
  throw new AxiomTokenError('INVALID_INPUT', {
    message: 'A value contains a character that cannot be written for cmd.',
    remedy: 'Use --shell pwsh, or another format.',
  });
}
