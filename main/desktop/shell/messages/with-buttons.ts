// Chooses how a notification is shown: with a button over the session bus, if the desktop supports buttons; otherwise through Electron.
import type { ButtonNotes, NoteWithButton, ShownNote } from './button-notes';
import type { DesktopNote, DesktopNotifier } from './sign-in-reminder';

type ClosingNotifier = DesktopNotifier & { dispose(): void };

/** `usual` shows notifications without buttons. */
export function withButtons(usual: ClosingNotifier, buttons: ButtonNotes): ClosingNotifier {
  /** Notifications with a button, by key; the value is empty until it is known whether it is shown. */
  const shown = new Map<string, { note?: ShownNote }>();
  const close = (key: string): void => {
    shown.get(key)?.note?.close();
    shown.delete(key);
    usual.close(key);
  };
  const show = (key: string, note: DesktopNote): void => {
    if (!hasButton(note)) {
      shown.get(key)?.note?.close();
      shown.delete(key);
      return usual.show(key, note);
    }
    close(key);
    const entry: { note?: ShownNote } = {};
    shown.set(key, entry);
    void buttons.show(note).then((made) => {
      // Another notification with this key came meanwhile.
      if (shown.get(key) !== entry) return made?.close();
      if (made) {
        entry.note = made;
        return;
      }
      shown.delete(key);
      usual.show(key, note);
    });
  };
  return {
    show,
    close,
    renew(key, note) {
      const entry = shown.get(key);
      if (!entry) return usual.renew(key, note);
      if (entry.note?.isShown() !== false) show(key, note);
    },
    dispose() {
      shown.clear();
      buttons.dispose();
      usual.dispose();
    },
  };
}

function hasButton(note: DesktopNote): note is NoteWithButton {
  return note.action !== undefined;
}
