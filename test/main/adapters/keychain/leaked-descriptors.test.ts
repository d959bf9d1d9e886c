import { closeSync, fstatSync, openSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LeakedDescriptors, findLeaked } from '../../../../main/adapters/keychain/leaked-descriptors';

describe('the descriptor that a utility process has left', () => {
  it.each([
    ['is the one of three that stays', [[7, 8, 9]], [0, 7, 30], { left: [7], unclear: [] }],
    ['may have any of the numbers', [[7, 8, 30]], [0, 30], { left: [30], unclear: [] }],
    ['is unclear until the other two are closed', [[7, 8, 9]], [7, 8], { left: [], unclear: [[7, 8]] }],
    ['is the one that is new', [[7, 8]], [0, 8], { left: [8], unclear: [] }],
    ['is none where all three are closed', [[7, 8, 9]], [0], { left: [], unclear: [] }],
    [
      'is one for each child',
      [
        [7, 8, 9],
        [1, 2, 3],
        [4, 5, 6],
      ],
      [3, 5, 6, 7],
      { left: [7, 3], unclear: [[5, 6]] },
    ],
    ['is none without a child', [], [0], { left: [], unclear: [] }],
  ])('%s', (_what, opened, open, sorted) => {
    expect(findLeaked(opened, open)).toEqual(sorted);
  });
});

describe.skipIf(process.platform !== 'linux')('starts that leave descriptors behind', () => {
  const open = (count: number): number[] => Array.from({ length: count }, () => openSync('/dev/null', 'w'));
  const isOpen = (descriptor: number): boolean => {
    try {
      return fstatSync(descriptor).isCharacterDevice();
    } catch {
      return false;
    }
  };

  it('have them closed by the next start after the child has ended, never before', () => {
    const descriptors = new LeakedDescriptors();
    const { child, ended } = descriptors.start(() => open(3));
    const [left = -1, ...handedOn] = child;
    const startAnother = () => descriptors.start(() => undefined);
    handedOn.forEach(closeSync);
    startAnother();
    expect(isOpen(left)).toBe(true);
    ended();
    expect(isOpen(left)).toBe(true);
    startAnother();
    expect(isOpen(left)).toBe(false);
  });

  it('are waited for while the runtime still has its own open', () => {
    const descriptors = new LeakedDescriptors();
    const { child, ended } = descriptors.start(() => open(3));
    const [left = -1, ...handedOn] = child;
    ended();
    descriptors.start(() => undefined);
    expect(child.map(isOpen)).toEqual([true, true, true]);
    handedOn.forEach(closeSync);
    descriptors.start(() => undefined);
    expect(isOpen(left)).toBe(false);
  });

  // A runtime that leaves none opens two; of four, one belongs to another thread.
  it.each([2, 4])('have none of %d closed, which may all be in use', (count) => {
    const descriptors = new LeakedDescriptors();
    const { child, ended } = descriptors.start(() => open(count));
    onTestFinished(() => child.forEach(closeSync));
    ended();
    descriptors.start(() => undefined);
    expect(child.map(isOpen)).toEqual(child.map(() => true));
  });
});
