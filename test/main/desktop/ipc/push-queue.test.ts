import { describe, expect, it } from 'vitest';
import { PushQueue } from '../../../../main/desktop/ipc/push-queue';

function setUp() {
  const sent: unknown[][] = [];
  const queue = new PushQueue((...push) => void sent.push(push));
  return { queue, sent };
}

describe('pushes to a page', () => {
  it('wait until the page listens, and then come once each, ordered by their last report', () => {
    const { queue, sent } = setUp();
    queue.push('snapshotChanged', 'old');
    queue.push('pageRequested', 'settings');
    queue.push('snapshotChanged', 'new');
    expect(sent).toEqual([]);
    queue.pageReady(7);
    expect(sent).toEqual([
      [7, 'pageRequested', 'settings'],
      [7, 'snapshotChanged', 'new'],
    ]);
  });

  it('are sent at once while a page listens', () => {
    const { queue, sent } = setUp();
    queue.pageReady(7);
    queue.push('snapshotChanged', 'one');
    queue.push('snapshotChanged', 'two');
    expect(sent).toEqual([
      [7, 'snapshotChanged', 'one'],
      [7, 'snapshotChanged', 'two'],
    ]);
  });

  it('wait again while a page reloads, and reach the next one once', () => {
    const { queue, sent } = setUp();
    queue.pageReady(7);
    expect(queue.isListening(7)).toBe(true);
    queue.pageGone(7);
    queue.push('pageRequested', 'back-up');
    expect([sent, queue.isListening(7)]).toEqual([[], false]);
    queue.pageReady(8);
    queue.pageReady(8);
    expect(sent).toEqual([[8, 'pageRequested', 'back-up']]);
  });

  it('go on to the page that listens when another one is gone', () => {
    const { queue, sent } = setUp();
    queue.pageReady(7);
    queue.pageReady(8);
    queue.pageGone(7);
    queue.push('snapshotChanged', 'x');
    expect(sent).toEqual([[8, 'snapshotChanged', 'x']]);
  });

  it('are not lost behind one that could not be sent', () => {
    const sent: string[] = [];
    const queue = new PushQueue((_id, name) => {
      if (name === 'pageRequested') throw new Error('the page is gone');
      sent.push(name);
    });
    queue.push('pageRequested', 'settings');
    queue.push('snapshotChanged', 'x');
    expect(() => queue.pageReady(7)).toThrow('the page is gone');
    queue.pageReady(8);
    expect(sent).toEqual(['snapshotChanged']);
  });
});
