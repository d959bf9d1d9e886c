import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodePng, type Pixels } from '../../../build/virtual-desktop/png-pixels.mjs';
import { openTrayPrinter } from '../../../build/virtual-desktop/tray-printer.mjs';
import { screenTools } from '../../support/screen-tools';
import { temporaryFolder } from '../../support/temporary-folder';
import { makeMenuEntry, type TrayHost } from '../../support/tray-host';
import { waitUntil } from '../../support/wait-until';

const ICONS = join(import.meta.dirname, '../../../build/icons');

interface Shown {
  readonly icon: Pixels;
  readonly tooltip: string;
  readonly label: string;
}

/** A tray with an item that a test changes, its printer, and the output. */
async function printed({ hasItem = true, windows = '', first = {} as Partial<Shown> } = {}) {
  const tools = await screenTools();
  if (windows !== '') await tools.show(windows);
  const screenshotDir = join(await temporaryFolder(), 'screenshots');
  await mkdir(screenshotDir);
  await writeFile(join(screenshotDir, 'of-another-run.png'), '');
  const pixels = async (name: string) => decodePng(await readFile(join(ICONS, `tray-${name}.png`)));
  const plain = { icon: await pixels('ring-check-good'), tooltip: 'main: healthy', label: 'main: Healthy' };
  const tray: Shown = { ...plain, ...first };
  const listeners = new Set<() => void>();
  let looks = 0;
  const trayHost = {
    hasItem: () => hasItem,
    readItem: async () => {
      looks += 1;
      return { tooltip: tray.tooltip, title: '', id: '', iconPixels: tray.icon, iconPng: undefined, iconHash: 'hash' };
    },
    readMenu: async () => [makeMenuEntry(tray.label)],
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  } as unknown as TrayHost;
  const lines: string[] = [];
  const printer = await openTrayPrinter({
    trayHost,
    env: tools.env,
    iconDir: ICONS,
    screenshotDir,
    windowTitle: 'Axiom',
    print: (text) => lines.push(text),
  });
  onTestFinished(() => printer.dispose());
  const change = (to: Partial<Shown>) => {
    Object.assign(tray, to);
    // One change causes several signals.
    for (const listener of listeners) for (let signal = 0; signal < 3; signal++) listener();
  };
  const pictures = () => readdir(screenshotDir);
  return { tools, printer, listeners, lines, change, pixels, pictures, screenshotDir, looks: () => looks };
}

describe('the printer of a tray', () => {
  it('prints what is shown with its time, and takes a picture of the window for a new headline', async () => {
    const { lines, change, pixels, pictures, screenshotDir, looks } = await printed({ windows: '11\n' });
    expect(await pictures()).not.toContain('of-another-run.png');
    const path = (name: string) => join(screenshotDir, name);
    await waitUntil('the first picture', () => lines.length === 2);
    expect(lines[0]).toMatch(
      /^\n\d\d:\d\d:\d\d {2}tray\nicon {5}ring-check-good\ntooltip {2}main: healthy\nmenu {5}main: Healthy$/,
    );
    expect(lines[1]).toBe(`window   ${path('01-ring-check-good.png')}`);
    change({ label: 'main: Offline', icon: await pixels('ring-bars-idle') });
    await waitUntil('the second picture', () => lines.length === 4);
    expect(lines[3]).toBe(`window   ${path('02-ring-bars-idle.png')}`);
    expect([await pictures(), looks()]).toEqual([['01-ring-check-good.png', '02-ring-bars-idle.png'], 2]);
  });

  it('prints a countdown without a picture, and nothing that is the same', async () => {
    const first = { label: 'main: Healthy, expires in 12 min' };
    const { lines, change, looks } = await printed({ windows: '11\n', first });
    await waitUntil('the first picture', () => lines.length === 2);
    change({ label: 'main: Healthy, expires in 11 min' });
    await waitUntil('another line', () => lines.length === 3);
    change({});
    await waitUntil('a third look', () => looks() === 3);
    change({ tooltip: 'main: healthy, 11 min' });
    await waitUntil('another line', () => lines.length === 4);
    expect(lines.filter((line) => line.startsWith('window'))).toHaveLength(1);
  });

  it('tries again at the next change when there was no window, and names a picture it does not know', async () => {
    const icon = { width: 4, height: 4, rgba: Buffer.alloc(4 * 4 * 4, 77) };
    const { tools, lines, change, pictures } = await printed({ first: { icon } });
    await waitUntil('a look at the screen', () => tools.asked().then(Boolean, () => false));
    expect([lines.length, await pictures()]).toEqual([1, []]);
    expect(lines[0]).toContain('icon     unknown picture hash');
    await tools.show('11\n');
    change({ tooltip: 'main: still healthy' });
    await waitUntil('a picture', () => lines.length === 3);
    expect(await pictures()).toEqual(['01-unknown-picture-hash.png']);
  });

  it('has nothing to print before there is an item, and nothing after its end', async () => {
    const { printer, listeners, lines, looks } = await printed({ hasItem: false });
    await printer.dispose();
    expect([listeners.size, lines, looks()]).toEqual([0, [], 0]);
  });
});
