// Notifications by key, for notifier.ts: the last one shown with a key replaces those before it, also while the desktop has not answered yet.
import type { BusNotes, ShownNote } from './bus-notes';
import type { DesktopNote, DesktopNotifier } from './sign-in-reminder';

/** Returns before the desktop has answered. One that is closed or replaced until then does not come any more. */
export function keyedNotes(notes: BusNotes): DesktopNotifier & { dispose(): void } {
  /** The value is empty until it is known whether it is shown. */
  const shown = new Map<string, { note?: ShownNote }>();
  const close = (key: string): void => {
    shown.get(key)?.note?.close();
    shown.delete(key);
  };
  const show = (key: string, note: DesktopNote): void => {
    close(key);
    const entry: { note?: ShownNote } = {};
    shown.set(key, entry);
    const isWanted = (): boolean => shown.get(key) === entry;
    void notes.show(note, isWanted).then((made) => {
      if (!isWanted()) made?.close();
      else if (made) entry.note = made;
      else shown.delete(key);
    });
  };
  return {
    show,
    close,
    renew(key, note) {
      const entry = shown.get(key);
      if (entry && entry.note?.isShown() !== false) show(key, note);
    },
    dispose() {
      shown.clear();
      notes.dispose();
    },
  };
}
