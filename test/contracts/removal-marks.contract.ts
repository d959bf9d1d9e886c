// The contract of RemovalMarks. Run against files and against the one in memory that tests of the core use.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { RemovalMarks } from '../../main/core/ports/removal-marks';

/** One fresh place for marks. */
export interface MarksStage {
  /** The marks as a newly started program sees them. */
  open(): RemovalMarks;
  /** The same, but every change fails with a code. */
  openFailing(code: ErrorCode): RemovalMarks;
}

const PLACE = 'keychain:default';
const mark = (at: number) => ({ signIn: `sign-in-${at}`, atMs: 1_750_000_000_000 + at });

export function describeRemovalMarks(name: string, openStage: () => Promise<MarksStage>): void {
  describe(`RemovalMarks contract: ${name}`, () => {
    it('are none where nothing was ever removed', async () => {
      expect(await (await openStage()).open().read(PLACE)).toEqual([]);
    });

    it('are seen by every program, oldest first', async () => {
      const stage = await openStage();
      const marks = stage.open();
      await marks.add(PLACE, mark(1));
      await stage.open().add(PLACE, mark(2));
      for (const reader of [marks, stage.open()]) expect(await reader.read(PLACE)).toEqual([mark(1), mark(2)]);
    });

    it('are not changed by a call that nobody waits for any more', async () => {
      const marks = (await openStage()).open();
      await marks.add(PLACE, mark(1));
      await expect(marks.add(PLACE, mark(2), () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      await expect(marks.drop(PLACE, mark(1).signIn, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      expect(await marks.read(PLACE)).toEqual([mark(1)]);
      await marks.drop(PLACE, mark(1).signIn, () => true);
      expect(await marks.read(PLACE)).toEqual([]);
    });

    it('are those of one place', async () => {
      const marks = (await openStage()).open();
      await marks.add(PLACE, mark(1));
      await marks.add('file:/a', mark(2));
      expect([await marks.read(PLACE), await marks.read('file:/a')]).toEqual([[mark(1)], [mark(2)]]);
    });

    it('report a removal because the sign-in is elsewhere, also beside later ones', async () => {
      const marks = (await openStage()).open();
      await marks.add(PLACE, { ...mark(1), isMoved: true });
      await marks.add(PLACE, mark(2));
      await marks.drop(PLACE, mark(2).signIn);
      expect(await marks.read(PLACE)).toEqual([{ ...mark(1), isMoved: true }]);
    });

    it('are all kept when one program adds several at once', async () => {
      const marks = (await openStage()).open();
      await Promise.all([1, 2, 3, 4].map((at) => marks.add(PLACE, mark(at))));
      expect(await marks.read(PLACE)).toEqual([1, 2, 3, 4].map(mark));
    });

    it('name a sign-in once, with its last removal and when that was decided', async () => {
      const marks = (await openStage()).open();
      for (const at of [1, 2]) await marks.add(PLACE, mark(at));
      await marks.add(PLACE, { ...mark(1), atMs: 9, decidedAtMs: 8 });
      expect(await marks.read(PLACE)).toEqual([mark(2), { ...mark(1), atMs: 9, decidedAtMs: 8 }]);
    });

    it('are removed when they are withdrawn, and only those', async () => {
      const stage = await openStage();
      await stage.open().drop(PLACE, mark(1).signIn);
      for (const at of [1, 2]) await stage.open().add(PLACE, mark(at));
      await stage.open().drop(PLACE, mark(1).signIn);
      await stage.open().drop(PLACE, mark(3).signIn);
      expect(await stage.open().read(PLACE)).toEqual([mark(2)]);
    });

    it('are the newest 32', async () => {
      const marks = (await openStage()).open();
      for (let at = 0; at < 40; at++) await marks.add(PLACE, mark(at));
      expect(await marks.read(PLACE)).toEqual(Array.from({ length: 32 }, (_, index) => mark(index + 8)));
    });

    it.each<ErrorCode>(['STORAGE_FULL', 'STORAGE_DENIED', 'STORAGE_UNAVAILABLE'])(
      'stay as they were when one cannot be added: %s',
      async (code) => {
        const stage = await openStage();
        await stage.open().add(PLACE, mark(1));
        const failing = stage.openFailing(code);
        for (const change of [failing.add(PLACE, mark(2)), failing.drop(PLACE, mark(1).signIn)])
          await expect(change).rejects.toMatchObject({ name: 'AxiomTokenError', code });
        expect(await stage.open().read(PLACE)).toEqual([mark(1)]);
      },
    );
  });
}
