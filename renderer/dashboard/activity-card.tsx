// The newest entries of a profile's activity, on the dashboard; the activity page has the rest. Contains no secrets.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { ActivityTroubleNote } from '../view/activity-trouble-note';

const FEW = 5;

/** Entries about the profile and about the whole app. */
export function ActivityCard({ profile }: { readonly profile: ProfileStatus }) {
  const { snapshot, dates, ticker, go } = useApp();
  const entries = snapshot.activity.filter(({ profileId }) => profileId === undefined || profileId === profile.id);
  return (
    <section class="card" aria-labelledby="activity-title">
      <div class="card-head">
        <h2 id="activity-title">Activity</h2>
        <button type="button" class="link" onClick={() => go('activity', profile.id)}>
          All activity
        </button>
      </div>
      <ActivityTroubleNote />
      {entries.length === 0 ? <p class="quiet">Nothing yet.</p> : null}
      <ol class="activity">
        {entries.slice(0, FEW).map((entry) => (
          <li key={`${entry.atMs} ${entry.text}`}>
            <time dateTime={new Date(entry.atMs).toISOString()}>{dates.moment(entry.atMs, ticker.secondMs())}</time>
            <span>{entry.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
