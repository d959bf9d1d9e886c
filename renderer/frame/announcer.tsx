// The one polite live region for screen readers: announces a new headline of the shown profile, that the app was replaced, and sentences from pages. Never a countdown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useProfile } from '../state/app-context';
import { headlineText } from '../text/headline-text';

/** `sentence` comes from a page; headlines come from the snapshot. */
export function Announcer({ sentence }: { readonly sentence: string }) {
  const { dates, ticker, snapshot } = useApp();
  const { isPaused, replacedCopy } = snapshot;
  const profile = useProfile();
  const [announced, setAnnounced] = useState('');
  const key = profile ? `${profile.id} ${profile.headline.kind}` : '';
  const keyBefore = useRef(key);

  useEffect(() => {
    if (profile && key !== keyBefore.current)
      setAnnounced(`${profile.name}: ${headlineText(profile, ticker.secondMs(), dates)}`);
    keyBefore.current = key;
    // Depends on the headline, not on the snapshot, so that it is announced only when it changes.
  }, [key]);
  const wasPaused = useRef(isPaused);
  useEffect(() => {
    // Announce the pause unless the headline already does.
    if (isPaused !== wasPaused.current && !(isPaused && profile?.headline.kind === 'paused'))
      setAnnounced(isPaused ? 'Everything is paused.' : 'Resumed.');
    wasPaused.current = isPaused;
  }, [isPaused]);
  useEffect(() => {
    if (replacedCopy) setAnnounced(`${replacedCopy.message} ${replacedCopy.remedy}`);
  }, [replacedCopy?.message]);
  useEffect(() => {
    if (sentence !== '') setAnnounced(sentence);
  }, [sentence]);

  return (
    <div class="unseen" role="status" aria-live="polite">
      {announced}
    </div>
  );
}
