// Keeps secrets out of a report about a server's answer: shows only names that look like names, never values, and checks the finished report for parts of a
// secret. Pure.
import { decodeJsonObject, parseJsonText } from '../../core/base/json-text';
import type { Secret } from '../../core/base/secret';

const NAME = /^[A-Za-z_][\w.-]{0,39}$/;
/** A run of letters longer than any name, or three parts between dots. */
const TOKEN_LIKE = /[\w-]{4,}\.[\w-]{4,}\.[\w-]{4,}|[A-Za-z0-9]{24,}/;
const HIDDEN = '…';
/** Shorter parts of a secret may appear anywhere by chance. */
const LEAST_PART = 8;
/** Words and host names are not checked either. Examples: "refreshed", the audience of a token. */
const WORD = /^[a-z._-]+$/;

/** The name of a cookie, claim or key; "…" if it does not look like a name. */
export function safeName(name: string): string {
  return NAME.test(name) && !TOKEN_LIKE.test(name) ? name : HIDDEN;
}

/** The names in their order, each once. */
export function safeNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.slice(0, 40).map(safeName))];
}

/** Whether a text contains one of the secrets, a part of a JWT, or a value inside one. */
export function holdsSecret(text: string, secrets: readonly Secret[]): boolean {
  return secrets.flatMap((secret) => partsOf(secret.expose())).some((part) => text.includes(part));
}

function partsOf(secret: string): readonly string[] {
  const pieces = [secret, ...secret.split(/[.;,\s"]/)];
  const said = [parseJsonText(secret), ...pieces.map((piece) => decodeJsonObject(piece))].flatMap((value) =>
    leaves(value),
  );
  return [...pieces, ...said].filter((part) => part.length >= LEAST_PART && !WORD.test(part));
}

/** The texts in a JSON value. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((each) => leaves(each)) : [];
}
