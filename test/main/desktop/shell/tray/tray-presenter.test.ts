import { describe, expect, it } from 'vitest';
import { createTrayPresenter, type TrayView } from '../../../../../main/desktop/shell/tray/tray-presenter';
import type { TrayModel } from '../../../../../main/desktop/shell/tray/tray-model';
import { FakeClock, FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

function present(snapshot = makeTraySnapshot([makeTrayProfile()])) {
  const clock = new FakeClock();
  const shown: TrayModel[] = [];
  let isDisposed = false;
  const view: TrayView = {
    show: (model) => void shown.push(model),
    remake() {},
    dispose: () => void (isDisposed = true),
  };
  const presenter = createTrayPresenter({ view, clock, platform: 'linux', snapshot });
  return { clock, shown, presenter, isDisposed: () => isDisposed };
}

describe('the tray presenter', () => {
  it('shows the first model at once', () => {
    expect(present().shown.map(({ tooltip }) => tooltip)).toEqual(['main: healthy, expires in 12 min']);
  });

  it('draws nothing for a snapshot that shows nothing new', () => {
    const { shown, presenter } = present();
    presenter.update(
      makeTraySnapshot([makeTrayProfile()], { activity: [{ atMs: 1, kind: 'refresh', text: 'Refreshed' }] }),
    );
    expect(shown).toHaveLength(1);
  });

  it('draws once a minute, then each ten seconds, and never more often', async () => {
    const { clock, shown } = present();
    await clock.advance(10 * 60_000);
    expect(shown.map(({ tooltip }) => /in (.*)$/.exec(tooltip)?.[1])).toEqual(
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((minutes) => `${minutes} min`),
    );
    await clock.advance(60_000);
    expect(shown.slice(11, 14).map(({ tooltip }) => tooltip)).toEqual([
      'main: healthy, expires in 1 min 50 s',
      'main: healthy, expires in 1 min 40 s',
      'main: healthy, expires in 1 min 30 s',
    ]);
  });

  it('holds one timer, of a minute at most', async () => {
    const { clock, presenter } = present(
      makeTraySnapshot([makeTrayProfile({ expiresAtMs: FAKE_START_MS + 5 * 86_400_000 })]),
    );
    for (let round = 0; round < 5; round++)
      presenter.update(makeTraySnapshot([makeTrayProfile({ name: `m${round}` })]));
    await clock.advance(90_000);
    expect(clock.timerCount).toBe(1);
    expect(Math.max(...clock.requestedDelaysMs)).toBeLessThanOrEqual(60_000);
  });

  it('sets no timer when nothing counts down', () => {
    expect(present(makeTraySnapshot([makeTrayProfile({ token: 'none' })])).clock.timerCount).toBe(0);
  });

  it('is correct again after the clock was set', () => {
    const { clock, shown, presenter } = present();
    clock.jumpWall(10 * 60_000);
    presenter.recheck();
    expect(shown.at(-1)?.tooltip).toBe('main: healthy, expires in 2 min');
  });

  it('leaves neither timer nor icon behind', () => {
    const { clock, presenter, isDisposed } = present();
    presenter.dispose();
    expect(clock.timerCount).toBe(0);
    expect(isDisposed()).toBe(true);
  });
});
