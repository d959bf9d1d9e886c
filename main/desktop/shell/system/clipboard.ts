// The system's clipboard, for secret-clipboard.ts. Only newer versions of Electron return promises and can mark a text as secret; this code
// works with old and new versions.
// oxlint-disable-next-line eslint/no-restricted-imports -- a name that only newer versions export can be looked for on the namespace alone
import * as electron from 'electron';
import type { ClipboardDevice } from './secret-clipboard';

/** Marks that clipboard managers respect, by platform: KDE and others, macOS (nspasteboard.org), Windows (clipboard history). */
const SECRET_MARKS: Readonly<Record<string, readonly string[]>> = {
  linux: ['x-kde-passwordManagerHint'],
  darwin: ['org.nspasteboard.ConcealedType'],
  win32: ['ExcludeClipboardContentFromMonitorProcessing'],
};

interface ModernClipboard {
  write?(items: readonly unknown[]): Promise<void>;
}

/** The clipboard of this desktop. */
export function createClipboardDevice(platform: NodeJS.Platform): ClipboardDevice {
  const { ClipboardItem: Item } = electron as unknown as {
    ClipboardItem?: new (items: Record<string, string>) => unknown;
  };
  const modern = electron.clipboard as unknown as ModernClipboard;

  return {
    async writeSecret(text) {
      const marks = SECRET_MARKS[platform] ?? [];
      if (Item && modern.write && marks.length > 0) {
        const marked = Object.fromEntries(
          marks.map((format) => [`electron application/osclipboard;format="${format}"`, 'secret']),
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
    async readText() {
      return await electron.clipboard.readText();
    },
    clear: () => electron.clipboard.clear(),
  };
}
