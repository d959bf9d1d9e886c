// D-Bus messages as bytes and back (chapter "Message Format" of the D-Bus specification). Pure. Used by connection.ts.
import { decodeValues, encodeValues, Variant } from './values';

const TYPES = ['call', 'return', 'error', 'signal'] as const;

/** Flags of a message, as bits. */
export const NO_REPLY_EXPECTED = 1;
export const NO_AUTO_START = 2;

/** Header fields; each kind of message needs some of them. */
export interface MessageFields {
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  readonly destination?: string;
  readonly sender?: string;
  /** The signature of the body; absent without a body. */
  readonly signature?: string;
}

/** One message. */
export interface BusMessage extends MessageFields {
  readonly type: (typeof TYPES)[number];
  readonly serial: number;
  /** A bit mask of {@link NO_REPLY_EXPECTED} and {@link NO_AUTO_START}. */
  readonly flags: number;
  /** Values as for {@link encodeValues}. */
  readonly body: readonly unknown[];
}

/** Code, name and type of each header field that this program uses. */
const FIELDS: readonly (readonly [code: number, name: keyof MessageFields, type: string])[] = [
  [1, 'path', 'o'],
  [2, 'interface', 's'],
  [3, 'member', 's'],
  [4, 'errorName', 's'],
  [5, 'replySerial', 'u'],
  [6, 'destination', 's'],
  [7, 'sender', 's'],
  [8, 'signature', 'g'],
];
const HEADER = 'yyyyuua(yv)';
const VERSION = 1;
const LITTLE = 'l'.charCodeAt(0);
const BIG = 'B'.charCodeAt(0);
/** The size of the fixed part of the header, including the length of the header fields. */
const FIXED_HEADER_BYTES = 16;
/** The longest message that the specification allows. */
const MAX_MESSAGE_BYTES = 2 ** 27;

/** The bytes of a message. @throws RangeError or TypeError when a value does not fit its signature */
export function encodeMessage(message: BusMessage): Buffer {
  const body = encodeValues(message.signature ?? '', message.body);
  const fields = FIELDS.flatMap(([code, name, type]) =>
    message[name] === undefined ? [] : [[code, new Variant(type, message[name])]],
  );
  const type = TYPES.indexOf(message.type) + 1;
  const header = encodeValues(HEADER, [LITTLE, type, message.flags, VERSION, body.length, message.serial, fields]);
  return Buffer.concat([header, Buffer.alloc(paddingAfter(header.length)), body]);
}

function paddingAfter(length: number): number {
  return (8 - (length % 8)) % 8;
}

/** Splits a stream of bytes into messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);

  /** Adds bytes; returns the messages that are complete now, without those of unknown types. @throws RangeError when the stream is damaged */
  read(chunk: Buffer): readonly BusMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: BusMessage[] = [];
    for (let size = this.#nextSize(); size <= this.#rest.length; size = this.#nextSize()) {
      const message = decodeMessage(this.#rest.subarray(0, size));
      this.#rest = this.#rest.subarray(size);
      if (message) messages.push(message);
    }
    return messages;
  }

  #nextSize(): number {
    if (this.#rest.length < FIXED_HEADER_BYTES) return FIXED_HEADER_BYTES;
    const { headerBytes, bodyBytes } = sizesOf(this.#rest);
    if (headerBytes + bodyBytes > MAX_MESSAGE_BYTES) throw new RangeError('a D-Bus message is too long');
    return headerBytes + bodyBytes;
  }
}

function sizesOf(bytes: Buffer): {
  readonly isLittle: boolean;
  readonly headerBytes: number;
  readonly bodyBytes: number;
} {
  const order = bytes[0];
  if (order !== LITTLE && order !== BIG) throw new RangeError('a D-Bus message has no byte order');
  const isLittle = order === LITTLE;
  const [, , , , bodyBytes, , fieldBytes] = decodeValues('yyyyuuu', bytes, isLittle) as number[];
  const unpadded = FIXED_HEADER_BYTES + Number(fieldBytes);
  return { isLittle, headerBytes: unpadded + paddingAfter(unpadded), bodyBytes: Number(bodyBytes) };
}

function decodeMessage(bytes: Buffer): BusMessage | undefined {
  const { isLittle, headerBytes } = sizesOf(bytes);
  const header = decodeValues(HEADER, bytes, isLittle);
  const [, typeCode, flags, , , serial, pairs] = header as [number, number, number, number, number, number, unknown];
  const type = TYPES[typeCode - 1];
  if (!type) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [code, { signature, value }] of pairs as [number, Variant][]) {
    const field = FIELDS.find(([known]) => known === code);
    if (field && field[2] === signature) fields[field[1]] = value;
  }
  const known = fields as MessageFields;
  const body = decodeValues(known.signature ?? '', bytes.subarray(headerBytes), isLittle);
  return { type, serial, flags, ...known, body };
}
