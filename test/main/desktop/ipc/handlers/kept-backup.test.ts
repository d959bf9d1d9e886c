import { describe, expect, it } from 'vitest';
import type { OpenedBackup } from '../../../../../main/core/intents/restore-chosen';
import { KeptBackup } from '../../../../../main/desktop/ipc/handlers/kept-backup';
import { FakeClock } from '../../../../support/fakes/clock/fake-clock';

const MINUTE_MS = 60_000;
const CHOSEN = { backupId: 'b1', fileName: 'a.axiombackup', createdAtMs: 1 };
const OPENED: OpenedBackup = {
  contents: { createdAtMs: 1, appVersion: '0.1.0', profiles: [] },
  offers: new Map(),
  damagedIds: new Set(),
  restoredIds: new Set(),
  addedIds: new Map(),
};

function chosen() {
  const clock = new FakeClock();
  const kept = new KeptBackup(clock);
  kept.choose(CHOSEN, new Uint8Array(3));
  return { clock, kept };
}

describe('a kept backup', () => {
  it('is opened, then restored, each within ten minutes', async () => {
    const { clock, kept } = chosen();
    await clock.advance(10 * MINUTE_MS);
    kept.open('b1', OPENED);
    await clock.advance(10 * MINUTE_MS);
    expect(kept.opened('b1')).toBe(OPENED);
    await clock.advance(1);
    expect(() => kept.opened('b1')).toThrow('more than ten minutes ago');
  });

  it('stays when another one is asked for that is gone', () => {
    const { kept } = chosen();
    expect(() => kept.chosen('b0')).toThrow(/not kept any more/);
    expect(kept.chosen('b1').chosen).toBe(CHOSEN);
  });

  it.each<[what: string, act: (kept: KeptBackup) => void]>([
    ['closed', (kept) => kept.close()],
    ['forgotten', (kept) => kept.forget()],
    ['followed by another one', (kept) => kept.choose({ ...CHOSEN, backupId: 'b2' }, new Uint8Array())],
  ])('is gone once it is %s', (_what, act) => {
    const { kept } = chosen();
    act(kept);
    expect(() => kept.chosen('b1')).toThrow(/not kept any more/);
  });

  it('is chosen but not open until its passphrase is given', () => {
    const { kept } = chosen();
    expect(kept.chosen('b1').bytes).toHaveLength(3);
    expect(() => kept.opened('b1')).toThrow('This backup is not open yet.');
  });

  it.each<[what: string, act: (kept: KeptBackup) => void, isGivenUp: boolean]>([
    ['closing it', (kept) => kept.close(), true],
    ['what begins after it', (kept) => void kept.begin(), true],
    ['forgetting the file', (kept) => kept.forget(), false],
  ])('what is under way for it is given up by %s: %#', (_what, act, isGivenUp) => {
    const { kept } = chosen();
    const signal = kept.begin();
    act(kept);
    expect(signal.aborted).toBe(isGivenUp);
  });
});
