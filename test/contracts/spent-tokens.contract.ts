// The contract of SpentTokens. Run against files and against the one in memory that tests of the core use.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { SpentTokens } from '../../main/core/ports/spent-tokens';

/** One fresh place for the list. */
export interface SpentTokensStage {
  /** The list as a newly started program sees it. */
  open(): SpentTokens;
  /** The same, but every change fails with a code. */
  openFailing(code: ErrorCode): SpentTokens;
}

const name = (at: number): string => at.toString(16).padStart(16, '0');

export function describeSpentTokens(title: string, openStage: () => Promise<SpentTokensStage>): void {
  describe(`SpentTokens contract: ${title}`, () => {
    it('know of none where none was ever spent', async () => {
      expect(await (await openStage()).open().has(name(1))).toBe(false);
    });

    it('are known to every program, also what another one adds meanwhile', async () => {
      const stage = await openStage();
      const [one, other] = [stage.open(), stage.open()];
      await one.add(name(1));
      expect([await other.has(name(1)), await other.has(name(2))]).toEqual([true, false]);
      await other.add(name(2));
      expect([await one.has(name(2)), await stage.open().has(name(1))]).toEqual([true, true]);
    });

    it('are known by their whole name', async () => {
      const spent = (await openStage()).open();
      await spent.add(name(0xabc));
      expect(await Promise.all(['abc', '0abc', name(0xabc).slice(0, 15), `${name(0xabc)}0`].map(spent.has))).toEqual([
        false,
        false,
        false,
        false,
      ]);
    });

    it('are all kept when several programs add at once, and one twice', async () => {
      const stage = await openStage();
      const names = Array.from({ length: 40 }, (_, at) => name(at >> 1));
      await Promise.all(names.map((each) => stage.open().add(each)));
      const spent = stage.open();
      expect(await Promise.all(names.map((each) => spent.has(each)))).toEqual(names.map(() => true));
    });

    it.each<ErrorCode>(['STORAGE_FULL', 'STORAGE_DENIED', 'STORAGE_UNAVAILABLE'])(
      'stay as they were when one cannot be added: %s',
      async (code) => {
        const stage = await openStage();
        await stage.open().add(name(1));
        await expect(stage.openFailing(code).add(name(2))).rejects.toMatchObject({ name: 'AxiomTokenError', code });
        const spent = stage.open();
        expect([await spent.has(name(1)), await spent.has(name(2))]).toEqual([true, false]);
      },
    );
  });
}
