// The system's clipboard as Electron gives it, for secret-clipboard.ts. Only newer versions return promises and can mark a text as secret; this code works with old and
// new versions. clipboard.ts hands Electron over.
import type { Clipboard } from 'electron';
import type { ClipboardBuffer, ClipboardDevice } from './secret-clipboard';

/** A Windows number of 32 bits that is 0. */
const ZERO = '\0\0\0\0';

/**
 * Marks that ask managers to keep no history, by platform: KDE and others; macOS (nspasteboard.org); Windows (its
 * first mark works by its presence, the others by their value).
 */
const SECRET_MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  linux: { 'x-kde-passwordManagerHint': 'secret' },
  darwin: { 'org.nspasteboard.ConcealedType': 'secret' },
  win32: {
    ExcludeClipboardContentFromMonitorProcessing: 'secret',
    CanIncludeInClipboardHistory: ZERO,
    CanUploadToCloudClipboard: ZERO,
  },
};

/** What of Electron is used. */
export interface ClipboardOfElectron {
  readonly clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'clear'>;
  /** Only newer versions have it. */
  readonly ClipboardItem?: new (
    items: Record<string, string>,
  ) => unknown;
}

interface ModernClipboard {
  write?(items: readonly unknown[]): Promise<void>;
  /** What a middle click pastes; only on Linux. */
  readonly selection?: ClipboardBuffer;
}

/** As the oldest supported version names its buffers. */
interface FormerClipboard {
  readText(buffer: 'selection'): string;
  clear(buffer: 'selection'): void;
}

/** The clipboard of this desktop. */
export function clipboardDevice(electron: ClipboardOfElectron, platform: NodeJS.Platform): ClipboardDevice {
  const { ClipboardItem: Item } = electron;
  const modern = electron.clipboard as ModernClipboard;
  const clipboard: ClipboardBuffer = {
    readText: async () => await electron.clipboard.readText(),
    clear: () => electron.clipboard.clear(),
  };

  return {
    async writeSecret(text) {
      const marks = Object.entries(SECRET_MARKS[platform] ?? {});
      if (Item && modern.write && marks.length > 0) {
        const marked = Object.fromEntries(
          marks.map(([format, value]) => [`electron application/osclipboard;format="${format}"`, value]),
        );
        try {
          await modern.write([new Item({ 'text/plain': text, ...marked })]);
          return;
        } catch {
          // A platform that refuses the marks still accepts the text.
        }
      }
      await electron.clipboard.writeText(text);
    },
    buffers: platform === 'linux' ? [clipboard, selectionBuffer(electron)] : [clipboard],
  };
}

/** Chromium writes a copied text into it as well. */
function selectionBuffer(electron: ClipboardOfElectron): ClipboardBuffer {
  const { selection } = electron.clipboard as ModernClipboard;
  const former = electron.clipboard as unknown as FormerClipboard;
  return selection ?? { readText: async () => former.readText('selection'), clear: () => former.clear('selection') };
}
