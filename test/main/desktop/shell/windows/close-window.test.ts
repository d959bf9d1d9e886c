import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { closeWindow } from '../../../../../main/desktop/shell/windows/close-window';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';

class FakeWindow extends EventEmitter {
  readonly asked: string[] = [];
  #isGone = false;
  constructor(readonly lets: 'itself go' | 'nothing happen') {
    super();
  }
  isDestroyed(): boolean {
    return this.#isGone;
  }
  close(): void {
    this.asked.push('close');
    if (this.lets === 'itself go') this.#go();
  }
  destroy(): void {
    this.asked.push('destroy');
    this.#go();
  }
  #go(): void {
    this.#isGone = true;
    this.emit('closed');
  }
}

it('a window that closes when asked is not destroyed', async () => {
  const clock = new FakeClock();
  const window = new FakeWindow('itself go');
  await closeWindow(window, clock);
  await clock.advance(10_000);
  expect(window.asked).toEqual(['close']);
});

it('a window whose page does not answer is destroyed after a second', async () => {
  const clock = new FakeClock();
  const window = new FakeWindow('nothing happen');
  const closed = closeWindow(window, clock);
  await clock.advance(999);
  expect(window.asked).toEqual(['close']);
  await clock.advance(1);
  await closed;
  expect(window.asked).toEqual(['close', 'destroy']);
});

it('a window that was closed is not touched', async () => {
  const window = new FakeWindow('itself go');
  window.destroy();
  await closeWindow(window, new FakeClock());
  expect(window.asked).toEqual(['destroy']);
});
