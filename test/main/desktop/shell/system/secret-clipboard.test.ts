import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../main/core/base/secret';
import {
  type ClipboardBuffer,
  type ClipboardDevice,
  createSecretClipboard,
} from '../../../../../main/desktop/shell/system/secret-clipboard';
import { FakeClock, settle } from '../../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../../support/gate';
import { makeJwt } from '../../../../support/make-jwt';
import { RecordingLogger } from '../../../../support/fakes/logger/recording-logger';

/** As on Linux: what is copied can be pasted by a middle click as well. */
class FakeClipboard implements ClipboardDevice {
  text = 'before';
  selection = 'before';
  failure: Error | undefined;

  async writeSecret(text: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.text = this.selection = text;
  }

  readonly buffers = [this.#buffer('text'), this.#buffer('selection')];

  #buffer(name: 'text' | 'selection'): ClipboardBuffer {
    return {
      readText: async () => {
        if (this.failure) throw this.failure;
        return this[name];
      },
      clear: () => void (this[name] = ''),
    };
  }
}

function make() {
  const device = new FakeClipboard();
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  return { device, clock, logger, clipboard: createSecretClipboard(device, clock, logger) };
}

describe('the secret clipboard', () => {
  it('takes a copied token off after the time that was asked for, not before', async () => {
    const { device, clock, clipboard } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clock.advance(29_999);
    expect(device.text).toBe(token.expose());
    await clock.advance(1);
    await settle();
    expect(device.text).toBe('');
  });

  it.each(['text', 'selection'] as const)(
    'takes it off both, and leaves what somebody put into the %s since',
    async (other) => {
      const { device, clipboard } = make();
      await clipboard.copy(makeJwt(), 30_000);
      device[other] = 'a shopping list';
      expect(await clipboard.clearOurs()).toBe(true);
      expect([device.text, device.selection].sort()).toEqual(['', 'a shopping list']);
    },
  );

  it('takes a copy off that is still being written when everything is paused', async () => {
    const { device, clipboard } = make();
    const { opened: written, open: write } = createGate();
    device.writeSecret = async (text) => {
      await written;
      device.text = text;
    };
    const copying = clipboard.copy(makeJwt(), 30_000);
    const clearing = clipboard.clearOurs();
    write();
    await copying;
    expect([await clearing, device.text]).toEqual([true, '']);
  });

  it('leaves alone what somebody copied since', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 30_000);
    device.text = 'a shopping list';
    await clock.advance(60_000);
    expect(device.text).toBe('a shopping list');
  });

  it('waits longer than a minute in steps of a minute', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 150_000);
    await clock.advance(149_999);
    expect(device.text).not.toBe('');
    await clock.advance(1);
    await settle();
    expect(device.text).toBe('');
    expect(clock.requestedDelaysMs).toEqual([60_000, 60_000, 30_000]);
  });

  it('counts the time that the machine slept', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 150_000);
    clock.jumpWall(3_600_000);
    await clock.advance(60_000);
    await settle();
    expect(device.text).toBe('');
  });

  it('starts the time anew with another copy', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 30_000);
    await clock.advance(20_000);
    const second = makeJwt();
    await clipboard.copy(second, 30_000);
    await clock.advance(20_000);
    expect(device.text).toBe(second.expose());
    expect(clock.timerCount).toBe(1);
  });

  it('takes it off at once when the app quits, and says whether it was there', async () => {
    const { device, clock, clipboard } = make();
    expect(await clipboard.clearOurs()).toBe(false);
    await clipboard.copy(makeJwt(), 30_000);
    expect(await clipboard.clearOurs()).toBe(true);
    expect(device.text).toBe('');
    expect(clock.timerCount).toBe(0);
    device.text = 'other';
    expect(await clipboard.clearOurs()).toBe(false);
    expect(device.text).toBe('other');
  });

  it('reports a clipboard that does not answer, without the token', async () => {
    const { device, logger, clipboard } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    device.failure = new Error('no clipboard');
    expect(await clipboard.clearOurs()).toBe(false);
    expect(logger.lines).toHaveLength(2);
    expect(JSON.stringify(logger.lines)).not.toContain(token.expose());
  });

  it('lets the caller know when copying failed', async () => {
    const { device, clipboard } = make();
    device.failure = new Error('no clipboard');
    await expect(clipboard.copy(new Secret('x'), 1_000)).rejects.toBe(device.failure);
  });
});
