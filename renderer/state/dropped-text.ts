// What is dropped onto the window: a file or a text with tokens. Its content is read here and goes the way of a paste; main is never given a path by the page.

/** What was dropped. */
export type Dropped = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'too-large' };

/** As much as can be pasted: more is a file. */
export const MOST_CHARACTERS = 300_000;

/** The parts of a `DataTransfer` that are read. */
export interface DroppedData {
  readonly files: ArrayLike<{ readonly size: number; arrayBuffer(): Promise<ArrayBuffer> }>;
  getData(format: string): string;
}

/** Reads it; `undefined` when it is neither. The first of several files counts. */
export async function readDropped(data: DroppedData): Promise<Dropped | undefined> {
  const [file] = Array.from(data.files);
  // Only while the event lasts; the file can be read afterwards.
  const plain = data.getData('text/plain');
  if (file && file.size > 2 * MOST_CHARACTERS) return { kind: 'too-large' };
  const text = file ? decode(await file.arrayBuffer()) : plain;
  if (text === '') return undefined;
  return text.length > MOST_CHARACTERS ? { kind: 'too-large' } : { kind: 'text', text };
}

/** UTF-16 where its mark says so; else UTF-8. */
function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}
