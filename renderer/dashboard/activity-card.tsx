// What happened lately, newest first, without secrets.
import { useState } from 'preact/hooks';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';

const FEW = 5;

/** The activity of a profile, and of the app as a whole. */
export function ActivityCard({ profile }: { readonly profile: ProfileStatus }) {
  const { snapshot, dates, ticker } = useApp();
  const [isWhole, setIsWhole] = useState(false);
  const entries = snapshot.activity.filter(({ profileId }) => profileId === undefined || profileId === profile.id);
  const shown = isWhole ? entries : entries.slice(0, FEW);
  return (
    <section class="card" aria-labelledby="activity-title">
      <h2 id="activity-title">Activity</h2>
      {entries.length === 0 ? <p class="quiet">Nothing yet.</p> : null}
      <ol class="activity">
        {shown.map((entry) => (
          <li key={`${entry.atMs} ${entry.text}`}>
            <time dateTime={new Date(entry.atMs).toISOString()}>{dates.moment(entry.atMs, ticker.secondMs())}</time>
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
      {entries.length > FEW ? (
        <button
          type="button"
          class="link"
          aria-expanded={isWhole ? 'true' : 'false'}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : `Show all ${entries.length}`}
        </button>
      ) : null}
    </section>
  );
}
