// Reads a file or text that was dropped onto the window. The content is handled like pasted text; the page never sends a path to main.

/** The dropped content. */
export type Dropped = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'too-large' };

/** As much as can be pasted; more has to be opened as a file. */
export const MOST_CHARACTERS = 300_000;

/** The used part of `DataTransfer`. */
export interface DroppedData {
  readonly files: ArrayLike<{ readonly size: number; arrayBuffer(): Promise<ArrayBuffer> }>;
  getData(format: string): string;
}

/** Reads the drop; `undefined` when it is neither file nor text. Of several files only the first counts. */
export async function readDropped(data: DroppedData): Promise<Dropped | undefined> {
  const [file] = Array.from(data.files);
  // Read now: the text is only available during the event, while a file can be read later.
  const plain = data.getData('text/plain');
  if (file && file.size > 2 * MOST_CHARACTERS) return { kind: 'too-large' };
  const text = file ? decode(await file.arrayBuffer()) : plain;
  if (text === '') return undefined;
  return text.length > MOST_CHARACTERS ? { kind: 'too-large' } : { kind: 'text', text };
}

/** UTF-16 with a byte order mark; otherwise UTF-8. */
function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
