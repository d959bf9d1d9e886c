// Parses JSON that any program may have written: token files, pasted text and the parts of a JWT. Pure.
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

/** Decodes one base64url part of a JWT into its JSON object; `undefined` for other text. */
export function decodeJsonObject(encoded: string): Readonly<Record<string, unknown>> | undefined {
  const text = decodeBase64UrlText(encoded);
  // A JSON list would be an object too, and most texts that come here are not JSON at all: skip the parser for them.
  if (!text?.trimStart().startsWith('{')) return undefined;
  return parseJsonText(text) as Readonly<Record<string, unknown>> | undefined;
}
