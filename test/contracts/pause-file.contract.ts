// The contract of every PauseFile. Two of them with the same content act as two programs.
import { describe, expect, it } from 'vitest';
import type { PauseFile } from '../../main/handout/handout-state';
import { waitUntil } from '../support/wait-until';

export interface PauseFileUnderTest {
  /** The same file, opened by another program. */
  readonly open: () => PauseFile;
}

export function describePauseFile(name: string, prepare: () => Promise<PauseFileUnderTest>): void {
  describe(`a pause file: ${name}`, () => {
    it('is not paused at first', async () => {
      const { open } = await prepare();
      expect(open().read()).toEqual({ isPaused: false });
    });

    it('holds what was written, for every program, when the write returns', async () => {
      const { open } = await prepare();
      const [one, other] = [open(), open()];
      one.write({ isPaused: true, sinceMs: 5, reason: 'odd – ü' });
      expect([one.read(), other.read(), open().read()]).toEqual(
        Array(3).fill({ isPaused: true, sinceMs: 5, reason: 'odd – ü' }),
      );
      other.write({ isPaused: false });
      expect([one.read(), other.read()]).toEqual([{ isPaused: false }, { isPaused: false }]);
    });

    it('notifies the others of a change, until they stop listening', async () => {
      const { open } = await prepare();
      const [one, other] = [open(), open()];
      let reported = 0;
      const stop = one.onChange(() => void reported++);
      other.write({ isPaused: true });
      await waitUntil('the change is reported', () => reported > 0);
      stop();
      const before = reported;
      other.write({ isPaused: false });
      expect([reported, one.read().isPaused]).toEqual([before, false]);
    });
  });
}
