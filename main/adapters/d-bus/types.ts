// The types of D-Bus values: parses signatures, and reads and writes types of a fixed size. Pure. Used by values.ts.

/** More levels of nesting than the specification allows. */
export const MAX_DEPTH = 64;

/** A basic type of a fixed size, which is also its alignment. */
interface FixedType {
  readonly size: number;
  read(bytes: Buffer, at: number, isLittle: boolean): unknown;
  write(bytes: Buffer, value: unknown): void;
}
const FIXED: Readonly<Record<string, FixedType>> = {
  y: { size: 1, read: (bytes, at) => bytes.readUInt8(at), write: (bytes, value) => bytes.writeUInt8(Number(value)) },
  b: {
    size: 4,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) === 1,
    write: (bytes, value) => bytes.writeUInt32LE(value === true ? 1 : 0),
  },
  n: {
    size: 2,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readInt16LE(at) : bytes.readInt16BE(at)),
    write: (bytes, value) => bytes.writeInt16LE(Number(value)),
  },
  q: {
    size: 2,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    write: (bytes, value) => bytes.writeUInt16LE(Number(value)),
  },
  i: {
    size: 4,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readInt32LE(at) : bytes.readInt32BE(at)),
    write: (bytes, value) => bytes.writeInt32LE(Number(value)),
  },
  u: {
    size: 4,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
    write: (bytes, value) => bytes.writeUInt32LE(Number(value)),
  },
  x: {
    size: 8,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at)),
    write: (bytes, value) => bytes.writeBigInt64LE(BigInt(value as bigint)),
  },
  t: {
    size: 8,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at)),
    write: (bytes, value) => bytes.writeBigUInt64LE(BigInt(value as bigint)),
  },
  d: {
    size: 8,
    read: (bytes, at, isLittle) => (isLittle ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at)),
    write: (bytes, value) => bytes.writeDoubleLE(Number(value)),
  },
};
const INDEX_OF_DESCRIPTOR = 'h';

/** The fixed-size type with this code, if there is one. */
export function fixedType(code: string): FixedType | undefined {
  return FIXED[code === INDEX_OF_DESCRIPTOR ? 'u' : code];
}

/** The alignment of a type in bytes. */
export function alignmentOf(type: string): number {
  const code = type.charAt(0);
  return fixedType(code)?.size ?? ({ '(': 8, '{': 8, a: 4, s: 4, o: 4 } as Record<string, number>)[code] ?? 1;
}

/** The complete types of a signature: `sa{sv}` is `s` and `a{sv}`. @throws RangeError when it is not valid */
export function splitSignature(signature: string): readonly string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at, 0);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number, depth: number): number {
  const code = signature.charAt(at);
  if (depth > MAX_DEPTH) throw new RangeError('a D-Bus signature is nested too deeply');
  if (code === 'a') return endOfType(signature, at + 1, depth + 1);
  if (code !== '(' && code !== '{') {
    if (fixedType(code) || (code !== '' && 'sogv'.includes(code))) return at + 1;
    throw new RangeError('a D-Bus signature is not valid');
  }
  const close = code === '(' ? ')' : '}';
  let next = at + 1;
  let count = 0;
  for (; signature.charAt(next) !== close; count++) next = endOfType(signature, next, depth + 1);
  if (count === 0 || (code === '{' && (count !== 2 || signature.charAt(at - 1) !== 'a')))
    throw new RangeError('a D-Bus signature is not valid');
  return next + 1;
}
