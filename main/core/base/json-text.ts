// Reads JSON that may have been written by any program, for token files and pasted text. Pure.

/** The value, or `undefined` for text that is no JSON. A byte-order mark before it, as Windows editors write one, is skipped. */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    // The parser's message quotes the text, so it must not become the cause of anything.
    return undefined;
  }
}
