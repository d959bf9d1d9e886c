// The values of D-Bus messages as bytes and back, by their signatures (chapter "Marshaling" of the D-Bus specification). Pure.
// Used by messages.ts for headers and bodies. Writes little-endian, reads both.
import { alignmentOf, fixedType, MAX_DEPTH, splitSignature } from './types';

/** A value with its own signature (type `v`). */
export class Variant {
  constructor(
    readonly signature: string,
    readonly value: unknown,
  ) {}
}

/** The longest array that the specification allows. */
const MAX_ARRAY_BYTES = 2 ** 26;

/**
 * The bytes of `values`, one for each complete type in `signature`. Numbers for all integers up to 32 bits and doubles, `bigint` for 64 bits, arrays for
 * arrays and structures, objects for dictionaries, a `Buffer` or an array for `ay`, {@link Variant} for `v`.
 * @throws RangeError or TypeError when a value does not fit
 */
export function encodeValues(signature: string, values: readonly unknown[]): Buffer {
  const types = splitSignature(signature);
  if (types.length !== values.length)
    throw new RangeError('a D-Bus body does not have the values that its signature names');
  const writer = new Writer();
  types.forEach((type, index) => writer.write(type, values[index]));
  return writer.bytes();
}

class Writer {
  readonly #parts: Buffer[] = [];
  #length = 0;

  bytes(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }

  write(type: string, value: unknown): void {
    this.#pad(alignmentOf(type));
    const code = type.charAt(0);
    const fixed = fixedType(code);
    if (fixed) return fixed.write(this.#add(fixed.size), value);
    if (code === 's' || code === 'o') return this.#text(4, value);
    if (code === 'g') return this.#text(1, value);
    if (code === 'v') {
      const { signature, value: inner } = value as Variant;
      this.write('g', signature);
      for (const innerType of splitSignature(signature)) this.write(innerType, inner);
    } else if (code === 'a') {
      this.#array(type.slice(1), value);
    } else {
      this.#sequence(type, value as readonly unknown[]);
    }
  }

  #sequence(type: string, values: readonly unknown[]): void {
    const types = splitSignature(type.slice(1, -1));
    if (types.length !== values.length)
      throw new RangeError('a D-Bus structure does not have the values that its type names');
    types.forEach((inner, index) => this.write(inner, values[index]));
  }

  #array(element: string, value: unknown): void {
    const size = this.#add(4);
    this.#pad(alignmentOf(element));
    const start = this.#length;
    if (Buffer.isBuffer(value)) value.copy(this.#add(value.length));
    else {
      const isDictionary = element.startsWith('{');
      const elements = isDictionary ? Object.entries(value as object) : (value as readonly unknown[]);
      for (const one of elements) this.write(element, one);
    }
    size.writeUInt32LE(this.#length - start);
  }

  #text(sizeBytes: 1 | 4, value: unknown): void {
    if (typeof value !== 'string' || value.includes('\0')) throw new TypeError('a D-Bus text is not a text');
    const text = Buffer.from(`${value}\0`);
    const size = this.#add(sizeBytes);
    size.writeUIntLE(text.length - 1, 0, sizeBytes);
    text.copy(this.#add(text.length));
  }

  #pad(alignment: number): void {
    this.#add((alignment - (this.#length % alignment)) % alignment);
  }

  #add(size: number): Buffer {
    const part = Buffer.alloc(size);
    this.#parts.push(part);
    this.#length += size;
    return part;
  }
}

/** The values in `bytes`, in the form of {@link encodeValues}; `ay` is a `Buffer`. @throws RangeError when they are damaged */
export function decodeValues(signature: string, bytes: Buffer, isLittle: boolean): unknown[] {
  const reader = new Reader(bytes, isLittle);
  return splitSignature(signature).map((type) => reader.read(type, 0));
}

class Reader {
  readonly #bytes: Buffer;
  readonly #isLittle: boolean;
  #at = 0;

  constructor(bytes: Buffer, isLittle: boolean) {
    this.#bytes = bytes;
    this.#isLittle = isLittle;
  }

  read(type: string, depth: number): unknown {
    if (depth > MAX_DEPTH) throw new RangeError('a D-Bus value is nested too deeply');
    const alignment = alignmentOf(type);
    this.#at += (alignment - (this.#at % alignment)) % alignment;
    const code = type.charAt(0);
    const fixed = fixedType(code);
    if (fixed) {
      const value = fixed.read(this.#bytes, this.#at, this.#isLittle);
      this.#at += fixed.size;
      return value;
    }
    if (code === 's' || code === 'o') return this.#text(this.#size());
    if (code === 'g') return this.#text(Number(this.read('y', depth)));
    if (code === 'v') {
      const signature = String(this.read('g', depth));
      const types = splitSignature(signature);
      if (types.length !== 1) throw new RangeError('a D-Bus variant does not have exactly one value');
      return new Variant(signature, this.read(signature, depth + 1));
    }
    if (code === 'a') return this.#array(type.slice(1), depth + 1);
    return splitSignature(type.slice(1, -1)).map((inner) => this.read(inner, depth + 1));
  }

  #size(): number {
    return Number(this.read('u', 0));
  }

  #array(element: string, depth: number): unknown {
    const size = this.#size();
    const alignment = alignmentOf(element);
    this.#at += (alignment - (this.#at % alignment)) % alignment;
    if (size > MAX_ARRAY_BYTES) throw new RangeError('a D-Bus array is too long');
    if (element === 'y') return Buffer.from(this.#take(size));
    const end = this.#at + size;
    const elements: unknown[] = [];
    while (this.#at < end) elements.push(this.read(element, depth));
    if (this.#at !== end) throw new RangeError('a D-Bus array does not end where it says');
    return element.startsWith('{') ? Object.fromEntries(elements as [string, unknown][]) : elements;
  }

  #text(size: number): string {
    const text = this.#take(size + 1);
    if (text[size] !== 0) throw new RangeError('a D-Bus text does not end where it says');
    return text.toString('utf8', 0, size);
  }

  #take(size: number): Buffer {
    if (this.#at + size > this.#bytes.length) throw new RangeError('a D-Bus message is cut off');
    const taken = this.#bytes.subarray(this.#at, this.#at + size);
    this.#at += size;
    return taken;
  }
}
