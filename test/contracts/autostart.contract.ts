// The contract of Autostart on every system. Run against a real folder, against a list of login items, and against the fake for tests of the window's side.
import { describe, expect, it } from 'vitest';
import type { Autostart } from '../../main/core/ports/autostart';

/** A system on which autostart was never switched on. */
export interface AutostartStage {
  /** Autostart as a newly started run of the app sees it. */
  open(): Autostart;
  /** The person switches it off in the system's own settings. */
  switchOffElsewhere(): Promise<void>;
  /** From now on the system does not answer. */
  breakDown(): Promise<void>;
}

export function describeAutostart(name: string, openStage: () => Promise<AutostartStage>): void {
  describe(`Autostart contract: ${name}`, () => {
    it('is off at first', async () => {
      expect(await (await openStage()).open().read()).toBe('off');
    });

    it('is what it was set to, for every run of the app, however often', async () => {
      const stage = await openStage();
      for (const isOn of [true, true, false, false, true]) {
        await stage.open().set(isOn);
        expect(await stage.open().read()).toBe(isOn ? 'on' : 'off');
      }
    });

    it('is read each time: changes by the person elsewhere count', async () => {
      const stage = await openStage();
      const autostart = stage.open();
      await autostart.set(true);
      expect(await autostart.read()).toBe('on');
      await stage.switchOffElsewhere();
      expect(await autostart.read()).toBe('off');
      await autostart.set(true);
      expect(await autostart.read()).toBe('on');
    });

    it('is not "off" if the system cannot be asked, and does not count as changed', async () => {
      const stage = await openStage();
      const autostart = stage.open();
      await autostart.set(true);
      await stage.breakDown();
      const failure = { name: 'AxiomTokenError', code: expect.stringMatching(/^STORAGE_/) };
      await expect(autostart.read()).rejects.toMatchObject(failure);
      await expect(autostart.set(false)).rejects.toMatchObject(failure);
    });
  });
}
