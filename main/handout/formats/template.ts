// The format `template:TEXT` of `token --format`: {access_token}, {expires_at:json}; `{{` and `}}` stand for braces. No logic. Pure.
import { AxiomTokenError } from '../../core/base/errors';
import type { TokenAnswer } from '../protocol';
import { quoted, type Shell } from '../shell-quoting';
import { isTokenField, TOKEN_FIELDS, type TokenField } from './token-fields';

const PART = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

const QUOTINGS = {
  sh: (text: string, shell: Shell) => quoted(shell, text),
  json: (text: string) => JSON.stringify(text),
  url: (text: string) => encodeURIComponent(text),
} as const;

/** A function that fills the template with a token. @throws AxiomTokenError `INVALID_INPUT` at once for a wrong template, before any token is requested */
export function readTemplate(text: string, shell: Shell): (token: TokenAnswer) => string {
  const parts: ((token: TokenAnswer) => string)[] = [];
  let at = 0;
  for (const match of text.matchAll(PART)) {
    const before = text.slice(at, match.index);
    parts.push(() => before);
    at = match.index + match[0].length;
    parts.push(readPart(match[0], match[1], shell));
  }
  const rest = text.slice(at);
  return (token) => parts.map((part) => part(token)).join('') + rest;
}

function readPart(whole: string, inside: string | undefined, shell: Shell): (token: TokenAnswer) => string {
  if (whole === '{{' || whole === '}}') return () => whole.slice(0, 1);
  if (inside === undefined) throw refusal(`A "${whole}" has no counterpart.`, 'Write {{ or }} for a brace itself.');
  const [name = '', quoting, ...more] = inside.split(':');
  if (!isTokenField(name)) {
    throw refusal(`There is no field {${name}}.`, `Choose one of ${Object.keys(TOKEN_FIELDS).join(', ')}.`);
  }
  if (quoting === undefined) return (token) => TOKEN_FIELDS[name](token);
  if (more.length > 0 || !isQuoting(quoting)) {
    throw refusal(`{${inside}} has no such quoting.`, `Write {${name}:sh}, {${name}:json} or {${name}:url}.`);
  }
  return (token) => QUOTINGS[quoting](fieldOf(token, name), shell);
}

function fieldOf(token: TokenAnswer, name: TokenField): string {
  return TOKEN_FIELDS[name](token);
}

function isQuoting(name: string): name is keyof typeof QUOTINGS {
  return Object.hasOwn(QUOTINGS, name);
}

function refusal(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message: `The template cannot be read. ${message}`, remedy });
}
