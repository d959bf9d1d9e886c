// The one polite live region: says a new headline of the shown profile, and what pages want said. Never a countdown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useProfile } from '../state/app-context';
import { headlineText } from '../text/headline-text';

/** The voice of the window. `sentence` is what a page wants said; headlines it finds itself. */
export function Announcer({ sentence }: { readonly sentence: string }) {
  const { dates, ticker } = useApp();
  const profile = useProfile();
  const [said, setSaid] = useState('');
  const key = profile ? `${profile.id} ${profile.headline.kind}` : '';
  const keyBefore = useRef(key);

  useEffect(() => {
    if (profile && key !== keyBefore.current)
      setSaid(`${profile.name}: ${headlineText(profile, ticker.secondMs(), dates)}`);
    keyBefore.current = key;
    // Only a change of headline is worth saying, not each new snapshot.
  }, [key]);
  useEffect(() => {
    if (sentence !== '') setSaid(sentence);
  }, [sentence]);

  return (
    <div class="unseen" role="status" aria-live="polite">
      {said}
    </div>
  );
}
