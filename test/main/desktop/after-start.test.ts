import { describe, expect, it } from 'vitest';
import { afterStart, openAfterStart } from '../../../main/desktop/after-start';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';

it('lets the tray icon be shown first, once, and leaves no timer', async () => {
  const clock = new FakeClock();
  let isOver = false;
  void afterStart(clock).then(() => (isOver = true));
  await settle();
  expect([isOver, clock.timerCount]).toEqual([false, 1]);
  await clock.advance(1000);
  expect([isOver, clock.timerCount]).toEqual([true, 0]);
});

describe('what is opened after the start', () => {
  const opening = (open: () => Promise<() => void>) => {
    const [clock, logger] = [new FakeClock(), new RecordingLogger()];
    return { clock, logger, close: openAfterStart({ clock, logger }, 'it could not be opened', open) };
  };

  it('is opened then, and ended with it', async () => {
    const done: string[] = [];
    const { clock, close } = opening(async () => {
      done.push('open');
      return () => void done.push('over');
    });
    await settle();
    expect(done).toEqual([]);
    await clock.advance(1000);
    expect(done).toEqual(['open']);
    await close();
    expect(done).toEqual(['open', 'over']);
  });

  it('is not opened once it is over', async () => {
    let isOpen = false;
    const { clock, close } = opening(async () => {
      isOpen = true;
      return () => undefined;
    });
    const closed = close();
    await clock.advance(1000);
    await closed;
    expect(isOpen).toBe(false);
  });

  it('logs why it could not be opened', async () => {
    const { clock, logger } = opening(() => Promise.reject(new Error('no such part')));
    await clock.advance(1000);
    expect(JSON.stringify(logger)).toContain('it could not be opened');
  });
});
