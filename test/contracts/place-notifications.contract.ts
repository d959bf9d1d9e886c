// The contract of PlaceNotifications (change notices between programs). Run against files and against the one in memory that tests of the core use.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PlaceNotifications } from '../../main/core/ports/place-notifications';
import { waitUntil } from '../support/wait-until';

/** One fresh computer. */
export interface NewsStage {
  /** The notices as one more program gets them. */
  open(): PlaceNotifications;
  /** Like {@link open}, but notices cannot be sent: `STORAGE_UNAVAILABLE`. */
  openFailing(): PlaceNotifications;
}

const PLACE = 'keychain:default';

/** Counts the notices that a program gets about a place. */
function listenTo(notifications: PlaceNotifications, place = PLACE) {
  let count = 0;
  const stop = notifications.listen(place, () => count++);
  onTestFinished(stop);
  return { stop, count: () => count };
}

/** Notices come in order: when this resolves, `notifications` listens, and has received all earlier ones. */
async function allHeard(stage: NewsStage, ...programs: readonly PlaceNotifications[]): Promise<void> {
  for (const notifications of programs) {
    const place = `keychain:${Math.random()}`;
    const last = listenTo(notifications, place);
    const teller = stage.open();
    await waitUntil('the last of the notifications is heard', async () => {
      await teller.notify(place);
      return last.count() > 0;
    });
    last.stop();
  }
}

export function describePlaceNews(name: string, openStage: () => Promise<NewsStage>): void {
  describe(`PlaceNotifications contract: ${name}`, () => {
    it('reach every other program that listens, every time', async () => {
      const stage = await openStage();
      const programs = [stage.open(), stage.open()];
      const listeners = programs.map((notifications) => listenTo(notifications));
      const teller = stage.open();
      // What a program listens to first need not be watched first.
      await waitUntil('both listen', async () => {
        await teller.notify(PLACE);
        return listeners.every(({ count }) => count() > 0);
      });
      await allHeard(stage, ...programs);
      for (let time = 1; time <= 2; time++) {
        const before = listeners.map(({ count }) => count());
        await teller.notify(PLACE);
        await allHeard(stage, ...programs);
        expect(listeners.map(({ count }, at) => count() > (before[at] ?? 0))).toEqual([true, true]);
      }
    });

    it('are those of one place, do not reach their sender, and end when nobody listens', async () => {
      const stage = await openStage();
      const [one, two] = [stage.open(), stage.open()];
      const [own, other, ended, witness] = [
        listenTo(one),
        listenTo(two, 'keychain:other'),
        listenTo(two),
        listenTo(two),
      ];
      await allHeard(stage, one, two);
      ended.stop();
      await one.notify(PLACE);
      await allHeard(stage, one, two);
      expect([own.count(), other.count(), ended.count()]).toEqual([0, 0, 0]);
      expect(witness.count()).toBeGreaterThan(0);
    });

    it('report when no program can be notified', async () => {
      const telling = (await openStage()).openFailing().notify(PLACE);
      await expect(telling).rejects.toMatchObject({ name: 'AxiomTokenError', code: 'STORAGE_UNAVAILABLE' });
    });
  });
}
