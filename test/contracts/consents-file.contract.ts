// The contract of every ConsentsFile. Two of them with the same content act as two programs.
import { describe, expect, it } from 'vitest';
import type { Consent } from '../../main/handout/consent';
import type { ConsentsFile } from '../../main/handout/handout-state';
import { waitUntil } from '../support/wait-until';

export interface ConsentsFileUnderTest {
  /** The same file, opened by another program. */
  readonly open: () => ConsentsFile;
}

const consent = (id: string): Consent => ({
  id,
  profileId: 'main',
  programId: '/usr/bin/bot',
  sessionId: 'tty1',
  name: 'bot – ü',
  decision: 'allow',
  scope: 'session',
  by: 'person',
  decidedAtMs: 5,
  binary: 'file',
  lastUsedAtMs: 6,
});

export function describeConsentsFile(name: string, prepare: () => Promise<ConsentsFileUnderTest>): void {
  describe(`a file of consents: ${name}`, { timeout: 20_000 }, () => {
    it('has nothing at first', async () => {
      const { open } = await prepare();
      expect(open().read()).toEqual({ policies: {}, consents: [] });
    });

    it('holds what was changed, for every program', async () => {
      const { open } = await prepare();
      const [one, other] = [open(), open()];
      expect(other.read().consents).toEqual([]);
      await one.change((content) => ({ policies: { main: 'ask' }, consents: [...content.consents, consent('a')] }));
      const expected = { policies: { main: 'ask' }, consents: [consent('a')] };
      expect([one.read(), other.read(), open().read()]).toEqual([expected, expected, expected]);
    });

    it('loses nothing of changes that several programs make at the same time', async () => {
      const { open } = await prepare();
      const files = [open(), open(), open()];
      const changes = files.flatMap((file, program) =>
        [1, 2, 3].map((number) =>
          file.change((content) => ({ ...content, consents: [...content.consents, consent(`${program}-${number}`)] })),
        ),
      );
      await Promise.all(changes);
      expect(
        new Set(
          open()
            .read()
            .consents.map(({ id }) => id),
        ).size,
      ).toBe(9);
    });

    it('notifies the others of a change, until they stop listening', async () => {
      const { open } = await prepare();
      const [one, other] = [open(), open()];
      let reported = 0;
      const stop = one.onChange(() => void reported++);
      // Its folder is watched even if the file does not exist yet.
      await other.change((content) => ({ ...content, policies: { main: 'ask' } }));
      await waitUntil('the change is reported', () => reported > 0);
      stop();
      const before = reported;
      await other.change((content) => ({ ...content, policies: {} }));
      expect([reported, one.read().policies]).toEqual([before, {}]);
    });
  });
}
