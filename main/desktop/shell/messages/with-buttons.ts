// Notifications that have a button go where there are buttons, all others the usual way; so do those with a button where there are none.
import type { ButtonNotes, NoteWithButton, ShownNote } from './button-notes';
import type { DesktopNote, DesktopNotifier } from './sign-in-reminder';

type ClosingNotifier = DesktopNotifier & { dispose(): void };

/** `usual` without buttons. */
export function withButtons(usual: ClosingNotifier, buttons: ButtonNotes): ClosingNotifier {
  /** Those with a button, by key; empty while it is not known whether they are shown. */
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
      // Something else has come for this key meanwhile.
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
