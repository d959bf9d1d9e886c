// A reader that does not read is recognised, and disconnected when too much waits for it.
import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { MOST_UNREAD_BYTES, Outbox } from '../../../../main/handout/broker/outbox';

/** Does not read until requested. */
function stuckSocket(): { socket: Socket; take: () => void } {
  let take: () => void = () => undefined;
  const stream = new Duplex({
    read: () => undefined,
    write: (_chunk, _encoding, done) => {
      take = done;
    },
  });
  return { socket: stream as unknown as Socket, take: () => take() };
}

it('counts as behind until the reader has read everything', async () => {
  const { socket, take } = stuckSocket();
  const outbox = new Outbox(socket, () => undefined);
  expect(outbox.isBehind).toBe(false);
  outbox.write('a\n');
  expect(outbox.isBehind).toBe(true);
  take();
  await Promise.resolve();
  expect(outbox.isBehind).toBe(false);
});

it('reports when the reader has read everything, however little it was', async () => {
  let taken = 0;
  const { socket, take } = stuckSocket();
  const outbox = new Outbox(
    socket,
    () => undefined,
    () => taken++,
  );
  outbox.write('a\n');
  outbox.write('b\n');
  take();
  await new Promise(setImmediate);
  expect(taken).toBe(0);
  take();
  await new Promise(setImmediate);
  expect([taken, outbox.isBehind]).toEqual([1, false]);
});

it('reports when more is waiting than is allowed', () => {
  let stuck = 0;
  const { socket } = stuckSocket();
  const outbox = new Outbox(socket, () => stuck++);
  outbox.write('x'.repeat(MOST_UNREAD_BYTES));
  expect(stuck).toBe(0);
  outbox.write('x');
  expect(stuck).toBe(1);
});

it('writes nothing to a connection that has ended', () => {
  const { socket } = stuckSocket();
  socket.end();
  expect(() => new Outbox(socket, () => undefined).write('x')).not.toThrow();
});

it('ends the wait for a reader when it has read everything or has disconnected', async () => {
  const { socket, take } = stuckSocket();
  const outbox = new Outbox(socket, () => undefined);
  const order: string[] = [];
  await outbox.whenRead();
  outbox.write('a\n');
  const taken = outbox.whenRead().then(() => order.push('taken'));
  await new Promise(setImmediate);
  order.push('before');
  take();
  await taken;
  outbox.write('b\n');
  const gone = outbox.whenRead();
  socket.destroy();
  await gone;
  await outbox.whenRead();
  expect(order).toEqual(['before', 'taken']);
});
