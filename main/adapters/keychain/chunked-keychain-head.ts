// The head entry of a value that is kept in parts, and how a value is cut. Pure; used by the chunked keychain alone.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Secret } from '../../core/base/secret';

/** Where parts are: two places in turn, so that a new value never overwrites the parts of the one that counts. */
export type Slot = 'a' | 'b';

/** Says which parts are the value. */
export interface Head {
  readonly slot: Slot;
  /** Counts up with each value kept in parts. */
  readonly generation: number;
  readonly count: number;
  /** SHA-256 of the value's UTF-8 bytes, in hexadecimal. */
  readonly sha256: string;
}

/** More parts than this are no value of this app. */
export const MAX_PARTS = 1_000;

const PREFIX = '{"axiom_token_parts":';

const headSchema = z.object({
  axiom_token_parts: z.literal(1),
  slot: z.enum(['a', 'b']),
  generation: z.number().int().positive(),
  count: z.number().int().min(1).max(MAX_PARTS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Whether a reader would take the text for a head. A value of that look must be kept in parts, whatever its length. */
export function looksLikeHead(text: string): boolean {
  return text.startsWith(PREFIX);
}

export function encodeHead(head: Head): string {
  const stored: z.infer<typeof headSchema> = { axiom_token_parts: 1, ...head };
  return JSON.stringify(stored);
}

/** The head, or `undefined` for any other text and for a head that is damaged. */
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

/** Cuts a text into pieces of at most `limitBytes` bytes of UTF-8 (at least 4), never inside a character. */
export function splitText(text: string, limitBytes: number): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + limitBytes, bytes.length);
    // 10xxxxxx continues a character.
    while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(bytes.toString('utf8', start, end));
    start = end;
  }
  return parts;
}
