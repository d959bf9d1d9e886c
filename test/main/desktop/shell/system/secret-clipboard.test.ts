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

/** As on Linux: copied text can also be pasted by middle click. */
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
  const told: string[] = [];
  const clipboard = createSecretClipboard(device, clock, logger, (words) => void told.push(words));
  return { device, clock, logger, told, clipboard };
}

const PUT_BACK =
  'The copied access token does not stay off the clipboard: another program, such as a clipboard manager, puts it back. Delete it there';

describe('the secret clipboard', () => {
  it('clears a copied token after the given time, not before', async () => {
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
    'clears clipboard and selection, and keeps what somebody has put into the %s since',
    async (other) => {
      const { device, clipboard } = make();
      await clipboard.copy(makeJwt(), 30_000);
      device[other] = 'a shopping list';
      expect(await clipboard.clearOurs()).toBe(true);
      expect([device.text, device.selection].sort()).toEqual(['', 'a shopping list']);
    },
  );

  it('removes a copy that is still being written when everything is paused', async () => {
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

  it('does not clear what somebody copied since', async () => {
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
    expect(clock.requestedDelaysMs.slice(0, 3)).toEqual([60_000, 60_000, 30_000]);
  });

  it('counts the time that the machine slept', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 150_000);
    clock.jumpWall(3_600_000);
    await clock.advance(60_000);
    await settle();
    expect(device.text).toBe('');
  });

  it('starts the time again with another copy', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 30_000);
    await clock.advance(20_000);
    const second = makeJwt();
    await clipboard.copy(second, 30_000);
    await clock.advance(20_000);
    expect(device.text).toBe(second.expose());
    expect(clock.timerCount).toBe(1);
  });

  it('clears it at once when the app quits, and says whether it was there', async () => {
    const { device, clock, clipboard } = make();
    expect(await clipboard.clearOurs()).toBe(false);
    await clipboard.copy(makeJwt(), 30_000);
    expect(await clipboard.clearOurs()).toBe(true);
    expect(device.text).toBe('');
    device.text = 'other';
    expect(await clipboard.clearOurs()).toBe(false);
    expect(device.text).toBe('other');
    await clock.advance(10_000);
    expect(clock.timerCount).toBe(0);
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

describe('a secret that comes back', () => {
  it.each([
    [999, 1_000],
    [9_999, 10_000],
  ])('within %i ms after it was taken off is taken off again, and nothing is said', async (backAtMs, seenAtMs) => {
    const { device, clock, clipboard, told } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clock.advance(30_000);
    expect(device.text).toBe('');
    await clock.advance(backAtMs);
    device.text = token.expose();
    await clock.advance(seenAtMs - backAtMs);
    await settle();
    expect([device.text, told]).toEqual(['', []]);
    await clock.advance(20_000);
    expect([clock.timerCount, device.text, told]).toEqual([0, '', []]);
  });

  it('is not checked any more after 10 s, and what others copied is not touched', async () => {
    const { device, clock, clipboard } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clock.advance(30_500);
    device.text = 'a shopping list';
    await clock.advance(9_500);
    await settle();
    expect([clock.timerCount, device.text]).toEqual([0, 'a shopping list']);
  });

  it('whenever the clipboard is empty is replaced by a text that is not a secret, and nothing is reported', async () => {
    const { device, clock, clipboard, told } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clock.advance(30_000);
    for (let second = 0; second < 20; second++) {
      if (device.text === '') device.text = token.expose();
      await clock.advance(1_000);
      await settle();
    }
    expect([device.text, told]).toEqual(['(the access token was removed from the clipboard)', []]);
  });

  it('at once, as soon as the clipboard is emptied, is replaced at once', async () => {
    const { device, clipboard } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    const [first] = device.buffers;
    if (first) first.clear = () => void (device.text = token.expose());
    expect(await clipboard.clearOurs()).toBe(true);
    expect(device.text).toBe('(the access token was removed from the clipboard)');
  });

  it('and stays whatever is tried, is reported once and then not touched', async () => {
    const { device, clock, clipboard, told, logger } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clock.advance(30_000);
    for (let second = 0; second < 30; second++) {
      device.text = token.expose();
      await clock.advance(1_000);
      await settle();
    }
    expect([told, clock.timerCount]).toEqual([[PUT_BACK], 0]);
    expect(JSON.stringify(logger.lines)).not.toContain(token.expose());
  });

  it('on a clipboard that cannot be changed is reported, and not as removed', async () => {
    const { device, clipboard, told } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    for (const buffer of device.buffers) buffer.clear = () => undefined;
    device.writeSecret = async () => undefined;
    expect(await clipboard.clearOurs()).toBe(false);
    expect(told).toEqual([PUT_BACK]);
  });

  it('is checked at the set times, also after an earlier check, and never after another copy', async () => {
    const { device, clock, clipboard } = make();
    const token = makeJwt();
    await clipboard.copy(token, 30_000);
    await clipboard.clearOurs();
    await clock.advance(500);
    expect(await clipboard.clearOurs()).toBe(false);
    device.text = token.expose();
    await clock.advance(500);
    await settle();
    expect(device.text).toBe('');
    await clipboard.copy(token, 60_000);
    await clock.advance(20_000);
    expect(device.text).toBe(token.expose());
  });
});

describe('time', () => {
  it('uses the monotonic clock when the wall clock is set back', async () => {
    const { device, clock, clipboard } = make();
    await clipboard.copy(makeJwt(), 150_000);
    clock.jumpWall(-86_400_000);
    await clock.advance(150_000);
    await settle();
    expect(device.text).toBe('');
  });

  it('a clipboard that cannot be read is tried again until it works, and reported once', async () => {
    const { device, clock, clipboard, logger } = make();
    await clipboard.copy(makeJwt(), 30_000);
    device.failure = new Error('no clipboard');
    await clock.advance(30_000 + 600_000);
    await settle();
    expect([logger.lines.length, device.text !== '']).toEqual([2, true]);
    device.failure = undefined;
    await clock.advance(60_000);
    await settle();
    expect([device.text, device.selection]).toEqual(['', '']);
    await clock.advance(60_000);
    expect(clock.timerCount).toBe(0);
  });
});
