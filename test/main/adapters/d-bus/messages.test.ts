// Encoding and decoding of messages. The first one was written by libdbus.
import { describe, expect, it } from 'vitest';
import { type BusMessage, encodeMessage, MessageReader } from '../../../../main/adapters/d-bus/messages';
import { Variant } from '../../../../main/adapters/d-bus/values';

const OF_LIBDBUS = Buffer.from(
  '6c0401018b000000020000007d00000001016f00040000002f612f6200000000020173000d0000006f72672e6578616d706c652e49000000' +
    '03017300060000004d656d6265720000060173000e0000006f72672e6578616d706c652e4e6f0000080167001573697578746479626f6173' +
    '617b73697d766e71617900000000000007017300040000003a312e31000000000600000068c3a96c6c6f0000feffffff0300000000000000' +
    'fbffffffffffffff0600000000000000000000000000f83f0700000001000000020000002f7800000f000000010000006100000002000000' +
    '626300001c000000030000006f6e650001000000000000000300000074776f000200000001730000010000007600f8ff0900000003000000' +
    '010203',
  'hex',
);
const AS_READ: BusMessage = {
  type: 'signal',
  serial: 2,
  flags: 1,
  path: '/a/b',
  interface: 'org.example.I',
  member: 'Member',
  destination: 'org.example.No',
  sender: ':1.1',
  signature: 'siuxtdyboasa{si}vnqay',
  body: [
    ...['héllo', -2, 3, -5n, 6n, 1.5, 7, true, '/x', ['a', 'bc'], { one: 1, two: 2 }, new Variant('s', 'v'), -8, 9],
    Buffer.from([1, 2, 3]),
  ],
};
const CALL: BusMessage = { type: 'call', serial: 7, flags: 2, path: '/', member: 'Ping', body: [] };

const read = (bytes: Buffer) => new MessageReader().read(bytes);
/** A copy with other bytes from `at` on. */
function changed(bytes: Buffer, at: number, ...others: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(others, at);
  return copy;
}

describe('a message', () => {
  it('of libdbus is read as it was meant', () => {
    expect(read(OF_LIBDBUS)).toEqual([AS_READ]);
  });

  it('of ours has the bytes of the specification', () => {
    const bytes = '6c01000100000000070000001d00000001016f00010000002f00000000000000030173000400000050696e6700000000';
    expect(encodeMessage({ ...CALL, flags: 0 }).toString('hex')).toBe(bytes);
  });

  it.each<readonly [string, BusMessage]>([
    ['a call', CALL],
    ['a signal', AS_READ],
    [
      'an answer',
      { type: 'return', serial: 1, flags: 1, replySerial: 9, destination: ':1.2', sender: ':1.3', body: [] },
    ],
    [
      'a refusal',
      {
        type: 'error',
        serial: 2,
        flags: 1,
        replySerial: 9,
        errorName: 'org.example.No',
        signature: 's',
        body: ['why'],
      },
    ],
  ])('comes back as it went: %s', (_what, message) => {
    expect(read(encodeMessage(message))).toEqual([message]);
  });

  it('of an unknown kind is skipped', () => {
    const unknown = changed(encodeMessage(CALL), 1, 9);
    expect(read(Buffer.concat([unknown, OF_LIBDBUS]))).toEqual([AS_READ]);
  });
});

describe('a stream', () => {
  const bytes = Buffer.concat([encodeMessage(CALL), OF_LIBDBUS, encodeMessage(CALL)]);

  it('gives its messages wherever it is cut', () => {
    for (const size of [1, 7, 16, 17, 100]) {
      const reader = new MessageReader();
      const messages: BusMessage[] = [];
      for (let at = 0; at < bytes.length; at += size) messages.push(...reader.read(bytes.subarray(at, at + size)));
      expect(messages).toEqual([CALL, AS_READ, CALL]);
    }
  });

  it.each([
    ['of no byte order', changed(OF_LIBDBUS, 0, 0)],
    ['with a body of gigabytes', changed(OF_LIBDBUS, 4, 0xff, 0xff, 0xff, 0xff)],
    ['with header fields of gigabytes', changed(OF_LIBDBUS, 12, 0xff, 0xff, 0xff, 0xff)],
    ['with a body that its signature does not name', changed(OF_LIBDBUS, 145, 0xff)],
  ])('%s is refused', (_what, damaged) => {
    expect(() => read(damaged)).toThrow(RangeError);
  });
});
