// Splits a stream of bytes into lines of UTF-8 text. Used by broker and client.

/** Why no further line can be read from the stream. */
export type LineProblem = 'too-long' | 'not-utf8';

const NEWLINE = 0x0a;

/** Buffers at most one line and the data that came with it. */
export class LineReader {
  readonly #mostBytes: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #chunks: Uint8Array[] = [];
  /** The size of all chunks together. */
  #bytes = 0;
  /** How many of these bytes were searched and have no newline. */
  #searched = 0;

  /** `mostBytes`: the longest line, including its newline. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /** How many bytes wait to be read. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  /** The next line without its newline; `undefined` until it is complete. After a `trouble` no more lines come. */
  next(): { readonly line: string } | { readonly trouble: LineProblem } | undefined {
    const length = this.#lineLength();
    if (length === undefined) return this.#bytes >= this.#mostBytes ? { trouble: 'too-long' } : undefined;
    if (length > this.#mostBytes) return { trouble: 'too-long' };
    const bytes = this.#take(length);
    try {
      return { line: this.#decoder.decode(bytes.subarray(0, length - 1)) };
    } catch {
      return { trouble: 'not-utf8' };
    }
  }

  /** The length of the next line with its newline; `undefined` until it is complete. */
  #lineLength(): number | undefined {
    let before = 0;
    for (const chunk of this.#chunks) {
      const from = Math.max(0, this.#searched - before);
      const at = from < chunk.length ? chunk.indexOf(NEWLINE, from) : -1;
      if (at >= 0) return before + at + 1;
      before += chunk.length;
    }
    this.#searched = this.#bytes;
    return undefined;
  }

  #take(length: number): Uint8Array {
    const [first] = this.#chunks;
    const all = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#searched = 0;
    return all.subarray(0, length);
  }
}
