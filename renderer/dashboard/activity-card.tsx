// The activity log of a profile, newest first. Part of the dashboard. It has no secrets to show.
import { useState } from 'preact/hooks';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';

const FEW = 5;

/** Entries of the profile, and those of the whole app. */
export function ActivityCard({ profile }: { readonly profile: ProfileStatus }) {
  const { snapshot, dates, ticker } = useApp();
  const [showsAll, setShowsAll] = useState(false);
  const entries = snapshot.activity.filter(({ profileId }) => profileId === undefined || profileId === profile.id);
  const shown = showsAll ? entries : entries.slice(0, FEW);
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
          aria-expanded={showsAll ? 'true' : 'false'}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show fewer' : `Show all ${entries.length}`}
        </button>
      ) : null}
    </section>
  );
}
