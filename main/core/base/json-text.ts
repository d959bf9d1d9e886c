// Reads JSON that may have been written by any program, for token files, pasted text and the parts of a JWT. Pure.
import { decodeBase64UrlText } from './base64url';

/** The value, or `undefined` for text that is no JSON. A byte-order mark before it, as Windows editors write one, is skipped. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    // The parser's message quotes the text, so it must not become the cause of anything.
    return undefined;
  }
}

/** The JSON object that a part of a JWT holds, as it stands there; `undefined` for other text. */
export function decodeJsonObject(encoded: string): Readonly<Record<string, unknown>> | undefined {
  const text = decodeBase64UrlText(encoded);
  // A list is an object as well, and most of what is looked at is no JSON at all.
  if (!text?.trimStart().startsWith('{')) return undefined;
  return parseJsonText(text) as Readonly<Record<string, unknown>> | undefined;
}
