// The entries of the activity, newest first. Part of its page.
import type { ActivityEntry } from '../../../preload/contract/activity-schema';
import type { RemovedAccount } from '../../../preload/contract/removed-account-schema';
import { useApp } from '../../state/app-context';
import { accountName } from '../../text/account-name';
import { Shape } from '../../view/shape';

/** Shown when no entry matches the filter. */
export const NOTHING = 'Nothing of this kind so far.';

export interface ActivityListProps {
  readonly entries: readonly ActivityEntry[];
  readonly removed: readonly RemovedAccount[];
  /** Whether each entry names its account. */
  readonly showsNames: boolean;
}

export function ActivityList({ entries, removed, showsNames }: ActivityListProps) {
  const { snapshot, dates, ticker } = useApp();
  const nameOf = (id: string | undefined) => (id === undefined ? '' : accountName(id, snapshot.profiles, removed));
  if (entries.length === 0) return <p class="quiet">{NOTHING}</p>;
  return (
    <ol class="card activity-list">
      {entries.map((entry, index) => (
        <li key={entries.length - index} class={entry.isProblem ? 'tone-attention' : undefined}>
          <time dateTime={new Date(entry.atMs).toISOString()}>{dates.exactMoment(entry.atMs, ticker.secondMs())}</time>
          {showsNames ? <span class="activity-name">{nameOf(entry.profileId)}</span> : null}
          <span class="activity-text">
            {entry.isProblem ? (
              <>
                <Shape name="ring-alert" />
                <span class="unseen">Problem: </span>
              </>
            ) : null}
            {entry.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
