// A toast about a file that was opened from outside: an error, or a backup that waits because the page would lose something.
import { useEffect } from 'preact/hooks';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { Icon } from '../view/icon';
import { Shape } from '../view/shape';

/** The toast at the bottom of the window; absent when there is nothing to say. */
export function OpenedToast() {
  const { opened, route, announce } = useApp();
  const { offered, failure } = opened;
  const isOnRestore = route.page === 'restore';
  const words =
    offered &&
    `${offered.fileName} was opened. ${isOnRestore ? 'The backup of this page stays until you open the other one.' : 'This page stays as it is until you go on to the restore.'}`;
  useEffect(() => {
    // A failure is an alert, which a screen reader reads in any case.
    if (words !== undefined && !failure) announce(words);
  }, [offered, failure]);
  if (words === undefined && !failure) return null;
  return (
    <aside class={`toast tone-${failure ? 'bad' : 'info'}`} aria-label="A file was opened">
      {failure ? <Shape name="triangle" /> : <Icon name="tokens" />}
      <p role={failure ? 'alert' : undefined}>{failure ? failureWords(failure) : words}</p>
      <span class="toast-actions">
        {offered ? (
          <button type="button" class="link" onClick={() => void opened.take()}>
            {isOnRestore ? 'Open it instead' : 'Restore it…'}
          </button>
        ) : null}
        <button type="button" class="link" onClick={opened.close}>
          Close
        </button>
      </span>
    </aside>
  );
}
