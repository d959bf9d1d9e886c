// The list of shortcuts: those of the menu, as main reports them, and those of the pages. A dialog over the page, so that nothing typed there is lost.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Shortcut, ShortcutGroup } from '../../../preload/contract/help-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';

/** The pages' own keys; test/e2e/shortcuts-dialog.test.ts presses each. */
export const PAGE_KEYS: ShortcutGroup = {
  title: 'On every page',
  shortcuts: [
    { words: 'Go back, or close this overview', keys: ['Esc'] },
    { words: 'Go on to the next button or field', keys: ['Tab'] },
    { words: 'Send the form, from any of its fields', keys: ['Enter'] },
    { words: 'Press the button that has the focus', keys: ['Space'] },
    { words: 'See the access token, as long as the key is held on “Hold to reveal”', keys: ['Space'] },
  ],
};

export interface ShortcutsDialogProps {
  readonly onClose: () => void;
}

export function ShortcutsDialog({ onClose }: ShortcutsDialogProps) {
  const { api } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const [groups, setGroups] = useState<readonly ShortcutGroup[]>([]);
  const { run, failure } = useCall();
  useEffect(() => {
    void run(() => api.listShortcuts(undefined)).then((outcome) => {
      if (outcome?.ok) setGroups(outcome.value.groups);
    });
  }, []);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing returns the focus to where it was.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="shortcuts"
      aria-labelledby="shortcuts-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Otherwise the page below would handle Escape, too.
        event.preventDefault();
        onClose();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="shortcuts-head">
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <Button onPress={onClose}>Close</Button>
      </header>
      {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
      <div class="shortcut-groups">
        {[...groups, PAGE_KEYS].map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {shortcuts.map((shortcut) => (
                <ShortcutLine key={shortcut.words} {...shortcut} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  );
}

function ShortcutLine({ words, keys }: Shortcut) {
  return (
    <li class="shortcut">
      <span>{words}</span>
      <span class="keys">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </li>
  );
}
