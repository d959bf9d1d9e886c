// The head entry of a value that is stored in parts, and how a value is split.
// Pure; used by chunked-keychain.ts only.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Secret } from '../../core/base/secret';

/** The slot of the parts. Two slots are used alternately, so that a new value never overwrites the parts of the current one. */
export type Slot = 'a' | 'b';

/** Describes the parts of the current value. */
export interface Head {
  readonly slot: Slot;
  /** Counts up with each value that is stored in parts. */
  readonly generation: number;
  readonly count: number;
  /** SHA-256 of the value's UTF-8 bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A value of this app never has more parts. */
export const MAX_PARTS = 1_000;

const PREFIX = '{"axiom_token_parts":';

const headSchema = z.object({
  axiom_token_parts: z.literal(1),
  slot: z.enum(['a', 'b']),
  generation: z.number().int().positive(),
  count: z.number().int().min(1).max(MAX_PARTS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Whether a reader would read the text as a head. A value that looks like a head must be stored in parts, even when it is short. */
export function looksLikeHead(text: string): boolean {
  return text.startsWith(PREFIX);
}

export function encodeHead(head: Head): string {
  const stored: z.infer<typeof headSchema> = { axiom_token_parts: 1, ...head };
  return JSON.stringify(stored);
}

/** The head, or `undefined` for other text and for a damaged head. */
export function decodeHead(entry: Secret): Head | undefined {
  if (!looksLikeHead(entry.expose())) return undefined;
  try {
    return headSchema.safeParse(JSON.parse(entry.expose())).data;
  } catch {
    return undefined;
  }
}

export function checksumOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Splits a text into parts of at most `limitBytes` bytes of UTF-8, never inside a character. `limitBytes` must be at least 4. */
export function splitText(text: string, limitBytes: number): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + limitBytes, bytes.length);
    // A byte 10xxxxxx continues a character.
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(bytes.toString('utf8', start, end));
    start = end;
  }
  return parts;
}
