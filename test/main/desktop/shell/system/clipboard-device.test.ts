// The clipboard of newer versions, which answers with promises, marks a text as secret and has the selection beside it; and the one of Electron 22.
import type { Clipboard as ElectronClipboard } from 'electron';
import { describe, expect, it } from 'vitest';
import { clipboardDevice, type ClipboardOfElectron } from '../../../../../main/desktop/shell/system/clipboard-device';

/** As the typings of the current Electron have it. */
type Modern = Pick<ElectronClipboard, 'readText' | 'writeText' | 'clear' | 'write'> & {
  readonly selection: Pick<ElectronClipboard['selection'], 'readText' | 'clear'>;
};

class Item {
  constructor(readonly items: Record<string, string>) {}
}

/** `refuses`: the platform does not take the marks. */
function modern(refuses = false) {
  const state = { text: '', selection: 'chosen', written: [] as Record<string, string>[] };
  const clipboard: Modern = {
    readText: async () => state.text,
    writeText: async (text: string) => void (state.text = text),
    clear: () => void (state.text = ''),
    write: async (items: readonly unknown[]) => {
      if (refuses) throw new Error('not supported');
      const all = (items as Item[]).map((item) => item.items);
      state.written.push(...all);
      state.text = all[0]?.['text/plain'] ?? '';
    },
    selection: { readText: async () => state.selection, clear: () => void (state.selection = '') },
  };
  return { state, electron: { clipboard, ClipboardItem: Item } };
}

function former() {
  const state = { text: '', selection: 'chosen' };
  const clipboard = {
    readText: (buffer?: 'selection') => (buffer ? state.selection : state.text),
    writeText: (text: string) => void (state.text = text),
    clear: (buffer?: 'selection') => {
      if (buffer) state.selection = '';
      else state.text = '';
    },
  };
  return { state, electron: { clipboard } as unknown as ClipboardOfElectron };
}

describe('on a newer version', () => {
  it.each([
    ['linux', ['x-kde-passwordManagerHint']],
    ['darwin', ['org.nspasteboard.ConcealedType']],
    [
      'win32',
      ['ExcludeClipboardContentFromMonitorProcessing', 'CanIncludeInClipboardHistory', 'CanUploadToCloudClipboard'],
    ],
  ] as const)('writes a secret on %s with the marks of that system, all in one', async (platform, marks) => {
    const { state, electron } = modern();
    await clipboardDevice(electron, platform).writeSecret('token');
    const [written = {}] = state.written;
    expect(state.written).toHaveLength(1);
    expect(written['text/plain']).toBe('token');
    expect(Object.keys(written).slice(1)).toEqual(
      marks.map((mark) => `electron application/osclipboard;format="${mark}"`),
    );
    if (platform === 'win32') expect(Object.values(written).slice(2)).toEqual(['\0\0\0\0', '\0\0\0\0']);
  });

  it('writes only the text if the marks are refused, or none are known', async () => {
    for (const [refuses, platform] of [
      [true, 'linux'],
      [false, 'freebsd'],
    ] as const) {
      const { state, electron } = modern(refuses);
      await clipboardDevice(electron, platform).writeSecret('token');
      expect(state).toMatchObject({ text: 'token', written: [] });
    }
  });

  it('reads and empties the clipboard, and on Linux the selection', async () => {
    const { state, electron } = modern();
    const { buffers, writeSecret } = clipboardDevice(electron, 'linux');
    await writeSecret('token');
    expect(await Promise.all(buffers.map((buffer) => buffer.readText()))).toEqual(['token', 'chosen']);
    for (const buffer of buffers) buffer.clear();
    expect([state.text, state.selection]).toEqual(['', '']);
    expect(clipboardDevice(electron, 'win32').buffers).toHaveLength(1);
  });
});

it('on Electron 22 writes the text, and reads and empties the clipboard and the selection by their type', async () => {
  const { state, electron } = former();
  const { buffers, writeSecret } = clipboardDevice(electron, 'linux');
  await writeSecret('token');
  expect(await Promise.all(buffers.map((buffer) => buffer.readText()))).toEqual(['token', 'chosen']);
  for (const buffer of buffers) buffer.clear();
  expect(state).toEqual({ text: '', selection: '' });
});
