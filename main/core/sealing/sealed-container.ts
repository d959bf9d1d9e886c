// The sealed format that backups and sealed token files share: layout, sealing and checks. Knows neither the content
// nor files. magic (4) | u16 version | u32 header length | header JSON | HMAC-SHA-256 (32) | AES-256-GCM ciphertext
// and tag | SHA-256 of all before (32) Numbers are big-endian. Every version ends with the SHA-256, so that damage,
// "made by a newer app" and a wrong passphrase can be distinguished.
import * as z from 'zod';
import { fromHex, joinBytes } from '../base/bytes';
import type { AxiomTokenError } from '../base/errors';
import type { StoredVersions } from '../base/stored-versions';
import { KEY_BYTES } from './passphrase-keys';
import type { Crypto } from '../ports/crypto';

const DIGEST_BYTES = 32;
const TAG_BYTES = 16;
const MAX_HEADER_BYTES = 4 * 1024;
const HEADER_AT = 10;

const hexSchema = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** The key fields of every header. The limit for their total cost is checked where keys are derived: passphrase-keys.ts. */
export const keyHeaderShape = {
  kdf: z.literal('scrypt'),
  N: z
    .number()
    .int()
    .min(2 ** 15)
    .max(2 ** 20)
    .refine((cost) => (cost & (cost - 1)) === 0),
  r: z.literal(8),
  p: z.number().int().min(1).max(4),
  salt: hexSchema(32),
  nonce: hexSchema(12),
};

/** The fields that every header has. */
export type KeyHeader = z.infer<z.ZodObject<typeof keyHeaderShape>>;

/** One kind of sealed file. */
export interface ContainerFormat<Header extends KeyHeader> {
  /** Four ASCII letters at the start. */
  readonly magic: string;
  readonly maxBytes: number;
  /** All versions of the header. */
  readonly header: StoredVersions<Header>;
  /** The error for bytes that are damaged or of another format. */
  readonly damaged: () => AxiomTokenError;
  /** The error for a later version. */
  readonly newer: () => AxiomTokenError;
}

/** The parts of a container, as views into the bytes. */
export interface ContainerParts<Header extends KeyHeader> {
  readonly header: Header;
  /** Everything that the HMAC covers. */
  readonly head: Uint8Array;
  readonly hmac: Uint8Array;
  /** Everything before the ciphertext: its additional authenticated data. */
  readonly aad: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Seals the plaintext into a container. `keys` must be derived with the header's salt and cost; the header's nonce must be fresh. */
export function sealContainer<Header extends KeyHeader>(
  format: ContainerFormat<Header>,
  header: Header,
  keys: Uint8Array,
  plaintext: Uint8Array,
  crypto: Crypto,
): Uint8Array {
  const head = encodeHead(format, header);
  const aad = joinBytes(head, crypto.hmacSha256(keys.subarray(KEY_BYTES), head));
  const body = joinBytes(aad, crypto.seal(keys.subarray(0, KEY_BYTES), fromHex(header.nonce), plaintext, aad));
  return joinBytes(body, crypto.sha256(body));
}

/**
 * Splits a container into its parts; needs no key.
 * @throws AxiomTokenError the format's `damaged` (too large, another magic, SHA-256, header outside its limits) or `newer`
 */
export function readContainer<Header extends KeyHeader>(
  format: ContainerFormat<Header>,
  bytes: Uint8Array,
  crypto: Crypto,
): ContainerParts<Header> {
  const body = bytes.subarray(0, Math.max(0, bytes.length - DIGEST_BYTES));
  if (bytes.length > format.maxBytes || body.length < HEADER_AT || !startsWithMagic(format.magic, bytes)) {
    throw format.damaged();
  }
  if (!crypto.equalsConstantTime(crypto.sha256(body), bytes.subarray(body.length))) throw format.damaged();
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const version = view.getUint16(4);
  if (version > format.header.current) throw format.newer();
  const headerLength = view.getUint32(6);
  const hmacAt = HEADER_AT + headerLength;
  const sealedAt = hmacAt + DIGEST_BYTES;
  if (headerLength > MAX_HEADER_BYTES || sealedAt + TAG_BYTES > body.length) {
    throw format.damaged();
  }
  return {
    header: parseHeader(format, body.subarray(HEADER_AT, hmacAt), version),
    head: body.subarray(0, hmacAt),
    hmac: body.subarray(hmacAt, sealedAt),
    aad: body.subarray(0, sealedAt),
    sealed: body.subarray(sealedAt),
  };
}

/** Whether the container was sealed with these keys. */
export function matchesKeys(parts: ContainerParts<KeyHeader>, keys: Uint8Array, crypto: Crypto): boolean {
  return crypto.equalsConstantTime(crypto.hmacSha256(keys.subarray(KEY_BYTES), parts.head), parts.hmac);
}

/** The plaintext, or `undefined` when the bytes are damaged. Check the keys with {@link matchesKeys} first. */
export function openContainer(
  parts: ContainerParts<KeyHeader>,
  keys: Uint8Array,
  crypto: Crypto,
): Uint8Array | undefined {
  return crypto.open(keys.subarray(0, KEY_BYTES), fromHex(parts.header.nonce), parts.sealed, parts.aad);
}

function startsWithMagic(magic: string, bytes: Uint8Array): boolean {
  return [...magic].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}

function encodeHead<Header extends KeyHeader>(format: ContainerFormat<Header>, header: Header): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const head = new Uint8Array(HEADER_AT + json.length);
  head.set(new TextEncoder().encode(format.magic));
  const view = new DataView(head.buffer);
  view.setUint16(4, format.header.current);
  view.setUint32(6, json.length);
  head.set(json, HEADER_AT);
  return head;
}

function parseHeader<Header extends KeyHeader>(
  format: ContainerFormat<Header>,
  bytes: Uint8Array,
  version: number,
): Header {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's message quotes the text, so it must not become the cause.
    throw format.damaged();
  }
  const found = format.header.read(json, version);
  if (found.kind !== 'value') throw format.damaged();
  return found.value;
}
