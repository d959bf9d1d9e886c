// Cuts a stream of bytes into lines of UTF-8 text. Used by broker and client.

/** Why no further line can be read: the stream is of no use any more. */
export type LineTrouble = 'too-long' | 'not-utf8';

const NEWLINE = 0x0a;

/** Holds at most one line and what came with it. */
export class LineReader {
  readonly #mostBytes: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #chunks: Uint8Array[] = [];
  /** Of all chunks together. */
  #bytes = 0;
  /** How many of them are known to hold no newline. */
  #searched = 0;

  /** `mostBytes`: of a line, newline included. */
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

  /** The next line without its newline; `undefined` until it has come whole. After a trouble there is nothing more. */
  next(): { readonly line: string } | { readonly trouble: LineTrouble } | undefined {
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

  /** With its newline; `undefined` while none has come. */
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
