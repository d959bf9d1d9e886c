import { beforeEach, describe, expect, it } from 'vitest';
import {
  createHiddenWindow,
  type HiddenWindow,
  hiddenWindowStep,
  KEPT_MS,
} from '../../../../../main/desktop/shell/windows/hidden-window';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';

describe('the effect of closing a window', () => {
  const over = { hiddenForMs: KEPT_MS, hasView: true, isCovered: false, canBeMadeAgain: true };
  it.each([
    ['goes when its time is over', {}, 'let-go'],
    ['stays for a while', { hiddenForMs: KEPT_MS - 1 }, { lookAgainInMs: 1 }],
    ['stays for all of it at first', { hiddenForMs: 0 }, { lookAgainInMs: KEPT_MS }],
    ['stays while its page has something to lose', { hasView: false }, 'keep'],
    ['stays under a dialog, and is looked at again', { isCovered: true }, { lookAgainInMs: KEPT_MS }],
    ['stays where a new one could not be made', { canBeMadeAgain: false }, 'keep'],
  ] as const)('%s', (_what, change, step) => {
    expect(hiddenWindowStep({ ...over, ...change })).toEqual(step);
  });
});

describe('a window closed to the tray', () => {
  let clock: FakeClock;
  let isCovered: boolean;
  let gone: string[];
  let window: HiddenWindow;
  beforeEach(() => {
    clock = new FakeClock();
    isCovered = false;
    gone = [];
    window = createHiddenWindow({
      clock,
      isCovered: () => isCovered,
      canBeMadeAgain: () => true,
      destroy: (view) => gone.push(view),
    });
  });

  it('is destroyed after a while; the last report of its page is kept', async () => {
    window.hidden();
    window.reportView('first');
    window.reportView('last');
    await clock.advance(KEPT_MS - 1);
    expect(gone).toEqual([]);
    await clock.advance(1);
    expect(gone).toEqual(['last']);
  });

  it('is kept while its page reports nothing, and destroyed once it does', async () => {
    window.hidden();
    window.reportView('nothing to lose');
    window.reportView(undefined);
    await clock.advance(10 * KEPT_MS);
    expect(gone).toEqual([]);
    window.reportView('done');
    expect(gone).toEqual(['done']);
  });

  it('is not destroyed because of a report from before it was closed', async () => {
    window.reportView('old');
    window.hidden();
    await clock.advance(10 * KEPT_MS);
    expect([gone, clock.timerCount]).toEqual([[], 0]);
  });

  it('stays when it is opened before its time is over, and starts again when it is closed again', async () => {
    window.hidden();
    window.reportView('first');
    await clock.advance(KEPT_MS - 1);
    window.shown();
    expect(clock.timerCount).toBe(0);
    window.reportView('told while it is seen');
    await clock.advance(KEPT_MS);
    window.hidden();
    window.reportView('second');
    await clock.advance(KEPT_MS - 1);
    expect(gone).toEqual([]);
    await clock.advance(1);
    expect(gone).toEqual(['second']);
  });

  it('waits for the dialog over it', async () => {
    isCovered = true;
    window.hidden();
    window.reportView('view');
    await clock.advance(3 * KEPT_MS);
    expect(gone).toEqual([]);
    isCovered = false;
    await clock.advance(KEPT_MS);
    expect(gone).toEqual(['view']);
  });
});
