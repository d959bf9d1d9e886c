// A toast with the result of a tray, menu or shortcut command, on any page; on the page of that account the card shows it instead. The live region
// announces it on all pages.
import { useEffect } from 'preact/hooks';
import type { PressDone } from '../../preload/contract/press-schema';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { commandResultWords } from '../model/command-result';
import { useApp } from '../state/app-context';
import { useNow } from '../state/use-now';
import { Shape } from '../view/shape';

/** The toast at the bottom of the window; absent when there is nothing to say. */
export function PressToast({ onClose }: { readonly onClose: () => void }) {
  const { pressed, snapshot, route } = useApp();
  const profile = snapshot.profiles.find(({ id }) => id === pressed?.profileId);
  if (!pressed || !profile) return null;
  const isSaidByCard = route.page === 'dashboard' && route.profileId === profile.id;
  return <Toast key={pressed.atMs} {...{ pressed, profile, isSaidByCard, onClose }} />;
}

interface ToastProps {
  readonly pressed: PressDone;
  readonly profile: ProfileStatus;
  readonly isSaidByCard: boolean;
  readonly onClose: () => void;
}

function Toast({ pressed, profile, isSaidByCard, onClose }: ToastProps) {
  const { announce, dates } = useApp();
  const words = commandResultWords(pressed, profile, useNow(), dates);
  const isBad = pressed.result.kind === 'failed';
  useEffect(() => {
    // A failure is an alert, which a screen reader reads in any case.
    if (words !== undefined && !isBad) announce(`${profile.name}: ${words}`);
    // Once: the countdown is not announced.
  }, []);
  if (words === undefined || isSaidByCard) return null;
  return (
    <aside class={`toast tone-${isBad ? 'bad' : 'good'}`} aria-label="Result of the command">
      <Shape name={isBad ? 'triangle' : 'ring-check'} />
      <p role={isBad ? 'alert' : undefined}>
        <span class="toast-name">{`${profile.name}:`}</span> {words}
      </p>
      <button type="button" class="link" onClick={onClose}>
        Close
      </button>
    </aside>
  );
}
