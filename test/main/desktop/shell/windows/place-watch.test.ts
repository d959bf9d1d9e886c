import type { BrowserWindow } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WindowPlace } from '../../../../../main/desktop/shell/windows/opening-bounds';
import { watchPlace } from '../../../../../main/desktop/shell/windows/place-watch';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';

const ASKED: WindowPlace = { x: 60, y: 80, width: 700, height: 500, isMaximized: false };

/** A window at its requested place; `change` changes it and emits the event. */
function openWindow(asked: Partial<WindowPlace> = ASKED) {
  const now = { ...ASKED, ...asked, isVisible: true, isMinimized: false, isFullScreen: false };
  const events = new EventEmitter();
  const window = Object.assign(events, {
    getBounds: () => ({ x: now.x, y: now.y, width: now.width, height: now.height }),
    isVisible: () => now.isVisible,
    isMaximized: () => now.isMaximized,
    isMinimized: () => now.isMinimized,
    isFullScreen: () => now.isFullScreen,
  });
  const clock = new FakeClock();
  const saved: WindowPlace[] = [];
  const { x: _x, y: _y, ...unplaced } = ASKED;
  watchPlace(window as unknown as BrowserWindow, { ...unplaced, ...asked }, clock, (place) => saved.push(place));
  const change = (event: string, changed: Partial<typeof now> = {}) => {
    Object.assign(now, changed);
    events.emit(event);
  };
  return { change, clock, saved };
}

it.each([
  ['where it was asked to', ASKED, {}],
  ['with its frame where it was asked to', ASKED, { x: 61, y: 100 }],
  ['where the system wants it', {}, {}],
])('saves nothing of a window that opens %s and stays', async (_what, asked, reported) => {
  const { change, clock, saved } = openWindow(asked);
  change('show', reported);
  await clock.advance(10_000);
  change('closed');
  expect(saved).toEqual([]);
});

it('saves where a move ends, once, without the frame', async () => {
  const { change, clock, saved } = openWindow();
  change('show', { x: 61, y: 100 });
  await clock.advance(500);
  for (const x of [200, 300, 401]) {
    change('move', { x });
    await clock.advance(499);
  }
  expect(saved).toEqual([]);
  await clock.advance(1);
  expect(saved).toEqual([{ ...ASKED, x: 400 }]);
});

it('saves the newest position when the window closes before that', () => {
  const { change, clock, saved } = openWindow();
  change('show', { x: 61, y: 100 });
  change('resize', { width: 800 });
  change('closed');
  expect(saved).toEqual([{ ...ASKED, width: 800 }]);
  expect(clock.timerCount).toBe(0);
});

it('keeps size and place while it is maximised', async () => {
  const { change, clock, saved } = openWindow();
  change('show');
  change('maximize', { x: 0, y: 0, width: 1280, height: 800, isMaximized: true });
  await clock.advance(500);
  change('unmaximize', { ...ASKED });
  await clock.advance(500);
  expect(saved).toEqual([{ ...ASKED, isMaximized: true }, ASKED]);
});

it.each([{ isMinimized: true }, { isFullScreen: true }, { isVisible: false }])(
  'saves no position while %o, not even one that was about to be saved',
  async (state) => {
    const { change, clock, saved } = openWindow();
    change('show');
    change('move', { x: 300 });
    change('resize', { ...state, x: 0, y: 0, width: 1280, height: 800 });
    await clock.advance(500);
    expect(saved).toEqual([]);
    change('closed');
    expect(saved).toEqual([{ ...ASKED, x: 300 }]);
  },
);
