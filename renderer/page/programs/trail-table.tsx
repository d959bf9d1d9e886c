// The trail's entries as a table, newest first; in a narrow window each is a block. Part of the trail page.
import type { RemovedAccount } from '../../../preload/contract/removed-account-schema';
import type { TrailLine } from '../../../preload/contract/trail-schema';
import { trailWords } from '../../model/trail-model';
import { useApp } from '../../state/app-context';
import { accountName } from '../../text/account-name';
import { Shape } from '../../view/shape';

export interface TrailTableProps {
  readonly entries: readonly TrailLine[];
  readonly removed: readonly RemovedAccount[];
  /** Whether each entry names its account. */
  readonly showsNames: boolean;
  readonly onTag: (tag: string) => void;
}

export function TrailTable({ entries, removed, showsNames, onTag }: TrailTableProps) {
  return (
    <div class="card trail-card">
      <table class="trail">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Program</th>
            {showsNames ? <th scope="col">Account</th> : null}
            <th scope="col">What happened</th>
            <th scope="col">Token</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // Those of the demo have no number.
            <TrailRow
              key={entry.id || `demo ${entries.length - index}`}
              entry={entry}
              removed={removed}
              showsName={showsNames}
              onTag={onTag}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TrailRowProps {
  readonly entry: TrailLine;
  readonly removed: readonly RemovedAccount[];
  readonly showsName: boolean;
  readonly onTag: (tag: string) => void;
}

function TrailRow({ entry, removed, showsName, onTag }: TrailRowProps) {
  const { snapshot, dates, ticker } = useApp();
  const { id, lastId, atMs, lastAtMs, count, program, facts, profileId, tag } = entry;
  const { what, aside, isProblem } = trailWords(entry);
  const nowMs = ticker.secondMs();
  return (
    <tr>
      <td class="trail-time">
        <time dateTime={new Date(atMs).toISOString()}>{dates.exactMoment(atMs, nowMs)}</time>
      </td>
      <td class="trail-program">
        {facts.length === 0 ? (
          program
        ) : (
          <details>
            <summary>{program}</summary>
            <dl class="trail-facts">
              {facts.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
            </dl>
          </details>
        )}
      </td>
      {showsName ? <td>{profileId === undefined ? '' : accountName(profileId, snapshot.profiles, removed)}</td> : null}
      <td>
        <span class={isProblem ? 'trail-what tone-attention' : 'trail-what'}>
          {isProblem ? <Shape name="ring-alert" /> : null}
          <span>{what}</span>
        </span>
        {count > 1 ? (
          <span class="trail-aside">
            {count} times until {dates.exactMoment(lastAtMs, nowMs)}
            {lastId === undefined ? '' : `, entries ${id} to ${lastId}`}
          </span>
        ) : null}
        {aside.map((words) => (
          <span key={words} class="trail-aside">
            {words}
          </span>
        ))}
      </td>
      <td>
        {tag === undefined ? null : (
          <button
            type="button"
            class="link trail-tag"
            aria-label={`Which programs had the token ${tag}?`}
            title="Which programs had this token?"
            onClick={() => onTag(tag)}
          >
            {tag}
          </button>
        )}
      </td>
    </tr>
  );
}
