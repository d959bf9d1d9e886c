// What of a server's answer may be told: names that look like names, and never what stands behind them. And the last look over a report, whether any part of a
// secret is in it all the same. Pure.
import { decodeJsonObject, parseJsonText } from '../../core/base/json-text';
import type { Secret } from '../../core/base/secret';

const NAME = /^[A-Za-z_][\w.-]{0,39}$/;
/** As many letters without a gap as no name has, or three parts with dots. */
const TOKEN_LIKE = /[\w-]{4,}\.[\w-]{4,}\.[\w-]{4,}|[A-Za-z0-9]{24,}/;
const HIDDEN = '…';
/** Shorter parts stand anywhere. */
const LEAST_PART = 8;
/** So do words and names of hosts, as "refreshed" or the audience of a token. */
const WORD = /^[a-z._-]+$/;

/** A name of a cookie, claim or key; "…" for what does not look like one. */
export function safeName(name: string): string {
  return NAME.test(name) && !TOKEN_LIKE.test(name) ? name : HIDDEN;
}

/** Names in their order, each once. */
export function safeNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.slice(0, 40).map(safeName))];
}

/** Whether a text holds one of the secrets, a part of a JWT, or anything that stands in one. */
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
