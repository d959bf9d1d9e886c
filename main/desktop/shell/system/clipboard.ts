// The system's clipboard, for secret-clipboard.ts. Works with old and new versions of Electron; only new ones return promises and can mark a text
// as secret.
// oxlint-disable-next-line eslint/no-restricted-imports -- a name that only newer versions export can be looked for on the namespace alone
import * as electron from 'electron';
import type { ClipboardBuffer, ClipboardDevice } from './secret-clipboard';

/** A 32-bit zero, as Windows stores it. */
const ZERO = '\0\0\0\0';

/**
 * Formats that tell clipboard managers to keep no history, by platform: KDE and others; macOS (nspasteboard.org); Windows, where the first counts by its
 * presence and the others by their value.
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

interface ModernClipboard {
  write?(items: readonly unknown[]): Promise<void>;
  /** The primary selection, which a middle click pastes; only on Linux. */
  readonly selection?: ClipboardBuffer;
}

/** The clipboard API of the oldest supported version. */
interface FormerClipboard {
  readText(buffer: 'selection'): string;
  clear(buffer: 'selection'): void;
}

/** This desktop's clipboard. */
export function createClipboardDevice(platform: NodeJS.Platform): ClipboardDevice {
  const { ClipboardItem: Item } = electron as unknown as {
    ClipboardItem?: new (items: Record<string, string>) => unknown;
  };
  const modern = electron.clipboard as unknown as ModernClipboard;
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
    buffers: platform === 'linux' ? [clipboard, selectionBuffer()] : [clipboard],
  };
}

/** The primary selection: Chromium writes copied text into it as well. */
function selectionBuffer(): ClipboardBuffer {
  const { selection } = electron.clipboard as unknown as ModernClipboard;
  const former = electron.clipboard as unknown as FormerClipboard;
  return selection ?? { readText: async () => former.readText('selection'), clear: () => former.clear('selection') };
}
