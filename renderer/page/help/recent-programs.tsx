// Programs that recently got or were refused a token of an account, from the newest trail entries. Part of "Use it in your programs".
import { useEffect, useState } from 'preact/hooks';
import type { TrailLine } from '../../../preload/contract/trail-schema';
import { failureWords } from '../../model/failure-place';
import { trailWords } from '../../model/trail-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { useNow } from '../../state/use-now';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';

/** Number of trail entries that are read, and of programs that are shown. */
const MOST_LOOKED_AT = 200;
const MOST_SHOWN = 5;

export function RecentPrograms({ profileId }: { readonly profileId: string }) {
  const { api, dates, go } = useApp();
  const nowMs = useNow();
  const reading = useCall();
  const [programs, setPrograms] = useState<readonly TrailLine[] | undefined>(undefined);
  useEffect(() => {
    void reading
      .run(() => api.listTrail({ profileId, most: MOST_LOOKED_AT }))
      .then((outcome) => {
        if (outcome?.ok) setPrograms(newestOfEach(outcome.value.entries));
      });
  }, []);
  return (
    <section class="card program-way" aria-labelledby="asked-title">
      <h2 id="asked-title">Programs that asked recently</h2>
      {reading.failure ? <Notice tone="bad" message={failureWords(reading.failure)} isAlert /> : null}
      {programs?.length === 0 ? <p class="quiet">No program has asked for this account’s tokens yet.</p> : null}
      {programs && programs.length > 0 ? (
        <ul class="recent-programs">
          {programs.map((entry) => (
            <li key={entry.id}>
              <span>{entry.program}</span>
              <span class="quiet small">
                {trailWords(entry).what}, {dates.moment(entry.lastAtMs, nowMs)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <div class="actions">
        <Button onPress={() => go('programs')}>Programs</Button>
        <Button onPress={() => go('trail')}>The whole trail</Button>
      </div>
    </section>
  );
}

/** The newest entry of each program that asked from outside the window. */
export function newestOfEach(entries: readonly TrailLine[]): readonly TrailLine[] {
  const asked = entries.filter(
    ({ event, via }) => (event === 'handed-out' || event === 'refused') && (via === 'socket' || via === 'command-line'),
  );
  return asked
    .filter(({ program }, at) => asked.findIndex((each) => each.program === program) === at)
    .slice(0, MOST_SHOWN);
}
