// The contract of AskedWaits. Run against files and against the one in memory that tests of the core use.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { AskedWaits } from '../../main/core/ports/asked-waits';

/** One fresh place for waits. */
export interface WaitsStage {
  /** The waits as a newly started program sees them. */
  open(): AskedWaits;
  /** The same, but every change fails with a code. */
  openFailing(code: ErrorCode): AskedWaits;
}

const PLACE = 'keychain:default';
const wait = (waitMs: number) => ({ token: '0123456789abcdef', askedAtMs: 1_750_000_000_000, waitMs });

export function describeAskedWaits(name: string, openStage: () => Promise<WaitsStage>): void {
  describe(`AskedWaits contract: ${name}`, () => {
    it('there is none where Axiom asked for none', async () => {
      const waits = (await openStage()).open();
      expect(await waits.read(PLACE)).toBeUndefined();
      await waits.drop(PLACE);
    });

    it('the newest of a place is seen by every program, and of that place alone', async () => {
      const stage = await openStage();
      await stage.open().note(PLACE, wait(1));
      await stage.open().note('file:/a', wait(3));
      await stage.open().note(PLACE, wait(2));
      expect([await stage.open().read(PLACE), await stage.open().read('file:/a')]).toEqual([wait(2), wait(3)]);
    });

    it('goes when it is dropped', async () => {
      const stage = await openStage();
      await stage.open().note(PLACE, wait(1));
      await stage.open().drop(PLACE);
      expect(await stage.open().read(PLACE)).toBeUndefined();
    });

    it('is left as it is by what nobody waits for any more', async () => {
      const waits = (await openStage()).open();
      await waits.note(PLACE, wait(1));
      await expect(waits.note(PLACE, wait(2), () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      await expect(waits.drop(PLACE, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      expect(await waits.read(PLACE)).toEqual(wait(1));
    });

    it.each<ErrorCode>(['STORAGE_FULL', 'STORAGE_DENIED', 'STORAGE_UNAVAILABLE'])(
      'stays as it was when a change fails: %s',
      async (code) => {
        const stage = await openStage();
        await stage.open().note(PLACE, wait(1));
        const failing = stage.openFailing(code);
        await expect(failing.note(PLACE, wait(2))).rejects.toMatchObject({ name: 'AxiomTokenError', code });
        await expect(failing.drop(PLACE)).rejects.toMatchObject({ name: 'AxiomTokenError', code });
        expect(await stage.open().read(PLACE)).toEqual(wait(1));
      },
    );
  });
}
