// Reads pasted JSON of any client or browser as pairs of name and text: nested fields, and lists of cookies
// (`{"name": ..., "value": ...}`). Used by pasted-tokens.ts only.
import { parseJsonText } from '../base/json-text';
import { parseTime } from '../base/rfc3339';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** All texts with their names, and the first expiry field. */
export interface NamedTexts {
  readonly texts: readonly NamedText[];
  readonly expiresAtMs?: number;
}

const MAX_DEPTH = 8;

/** The pairs in a JSON object or list, or `undefined` when the text is neither. */
export function readNamedTexts(text: string): NamedTexts | undefined {
  const json = parseJsonText(text);
  if (typeof json !== 'object' || json === null) return undefined;
  const texts: NamedText[] = [];
  let expiresAtMs: number | undefined;
  const visit = (value: object, depth: number): void => {
    const entries = Object.entries(value);
    const cookie = readCookie(value);
    if (cookie) texts.push(cookie);
    for (const [name, field] of entries) {
      if (typeof field === 'string' && !(cookie && (name === 'name' || name === 'value')))
        texts.push({ name, text: field });
      if (/^expires_?at$/i.test(name)) expiresAtMs ??= parseTime(field);
      if (typeof field === 'object' && field !== null && depth < MAX_DEPTH) visit(field as object, depth + 1);
    }
  };
  visit(json, 0);
  return { texts, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
}

function readCookie(value: object): NamedText | undefined {
  if (!('name' in value && 'value' in value)) return undefined;
  return typeof value.name === 'string' && typeof value.value === 'string'
    ? { name: value.name, text: value.value }
    : undefined;
}
