import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGiven, type OpenDescriptor, openDescriptors } from '../../../../main/cli/watch/given-descriptor';
import { temporaryFolder } from '../../../support/temporary-folder';

const to = (fd: number, target: string, ends: 'r' | 'w' | 'rw'): OpenDescriptor => ({
  fd,
  target,
  isReadable: ends.includes('r'),
  isWritable: ends.includes('w'),
});
/** The descriptors of a Node process that was started with 3 and 12. */
const OPEN = [
  to(0, '/dev/null', 'r'),
  to(1, 'pipe:[1]', 'w'),
  to(3, '/home/person/lines', 'w'),
  to(4, 'anon_inode:[eventpoll]', 'rw'),
  ...[to(5, 'pipe:[50]', 'r'), to(6, 'pipe:[50]', 'w')],
  to(7, 'anon_inode:[eventfd]', 'rw'),
  ...[to(12, 'pipe:[2]', 'w'), to(13, 'socket:[3]', 'rw'), to(14, '/dev/pts/1', 'rw')],
];

describe('a descriptor', () => {
  it.each<[string, number, boolean]>([
    ['of a file', 3, true],
    ['of stdout', 1, true],
    ['of a pipe that somebody else reads', 12, true],
    ['of a socket', 13, true],
    ['of a terminal', 14, true],
    ['that is only read', 0, false],
    ['of Node’s events', 4, false],
    ['of another one of these', 7, false],
    ['of a pipe of Node', 6, false],
    ['that is not open', 9, false],
  ])('%s', (_what, fd, expected) => {
    expect(isGiven(fd, OPEN)).toBe(expected);
  });

  it('below Node’s first one was given, also where the other end of its pipe was given as well', () => {
    const both = [to(3, 'pipe:[9]', 'r'), to(4, 'pipe:[9]', 'w'), to(5, 'anon_inode:[eventpoll]', 'rw')];
    expect(isGiven(4, both)).toBe(true);
  });
});

it('this process knows its own', async () => {
  const path = join(await temporaryFolder(), 'lines');
  const [write, read] = [openSync(path, 'w'), openSync(path, 'r')];
  const open = openDescriptors() ?? [];
  expect([isGiven(write, open), isGiven(read, open)]).toEqual([true, false]);
  const events = open.find(({ target }) => target === 'anon_inode:[eventpoll]');
  expect(isGiven(events?.fd ?? -1, open)).toBe(false);
  for (const fd of [write, read]) closeSync(fd);
});
