// The contract of PlaceNews (change notices between programs). Run against files and against the one in memory that tests of the core use.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PlaceNews } from '../../main/core/ports/place-news';
import { waitUntil } from '../support/wait-until';

/** One fresh computer. */
export interface NewsStage {
  /** The notices as one more program gets them. */
  open(): PlaceNews;
  /** Like {@link open}, but notices cannot be sent: `STORAGE_UNAVAILABLE`. */
  openFailing(): PlaceNews;
}

const PLACE = 'keychain:default';

/** Counts the notices that a program gets about a place. */
function listenTo(news: PlaceNews, place = PLACE) {
  let count = 0;
  const stop = news.listen(place, () => count++);
  onTestFinished(stop);
  return { stop, count: () => count };
}

/** Notices come in order: when this resolves, `news` listens, and has received all earlier ones. */
async function allHeard(stage: NewsStage, ...programs: readonly PlaceNews[]): Promise<void> {
  for (const news of programs) {
    const place = `keychain:${Math.random()}`;
    const last = listenTo(news, place);
    const teller = stage.open();
    await waitUntil('the last of the news is heard', async () => {
      await teller.tell(place);
      return last.count() > 0;
    });
    last.stop();
  }
}

export function describePlaceNews(name: string, openStage: () => Promise<NewsStage>): void {
  describe(`PlaceNews contract: ${name}`, () => {
    it('reach every other program that listens, each time', async () => {
      const stage = await openStage();
      const programs = [stage.open(), stage.open()];
      const listeners = programs.map((news) => listenTo(news));
      const teller = stage.open();
      // What a program listens to first need not be watched first.
      await waitUntil('both listen', async () => {
        await teller.tell(PLACE);
        return listeners.every(({ count }) => count() > 0);
      });
      await allHeard(stage, ...programs);
      for (let time = 1; time <= 2; time++) {
        const before = listeners.map(({ count }) => count());
        await teller.tell(PLACE);
        await allHeard(stage, ...programs);
        expect(listeners.map(({ count }, at) => count() > (before[at] ?? 0))).toEqual([true, true]);
      }
    });

    it('are those of one place, are not heard by who told them, and end with the listening', async () => {
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
      await one.tell(PLACE);
      await allHeard(stage, one, two);
      expect([own.count(), other.count(), ended.count()]).toEqual([0, 0, 0]);
      expect(witness.count()).toBeGreaterThan(0);
    });

    it('say when nobody can be told', async () => {
      const telling = (await openStage()).openFailing().tell(PLACE);
      await expect(telling).rejects.toMatchObject({ name: 'AxiomTokenError', code: 'STORAGE_UNAVAILABLE' });
    });
  });
}
