// The activity of all runs, filtered by account, kind and problems; can be saved as a table.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ActivityFilter, ActivityKind } from '../../../preload/contract/activity-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { useKeptChoice } from '../../state/use-kept-choice';
import { accountChoices } from '../../text/account-name';
import { countWords } from '../../text/count-words';
import { ActivityTroubleNote } from '../../view/activity-trouble-note';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { ActivityEnd } from './activity-end';
import { ActivityList, NOTHING } from './activity-list';
import { useActivity } from './use-activity';

const KINDS: readonly (readonly [ActivityKind, string])[] = [
  ['refresh', 'Refreshes'],
  ['sign-in', 'Sign-ins and sign-outs'],
  ['token', 'Tokens shown or copied'],
  ['place', 'Where tokens are kept'],
  ['app', 'The app itself'],
];

/** "Activity". The filter starts with the account from which it was opened. */
export function ActivityPage() {
  const { api, snapshot, route, announce } = useApp();
  const isKnown = snapshot.profiles.some(({ id }) => id === route.profileId);
  const [filter, setFilter] = useKeptChoice<ActivityFilter>('activity', isKnown ? { profileId: route.profileId } : {});
  const { entries, removed, hasMore, isCut, failure, showMore, tryAgain } = useActivity(filter);
  const saving = useCall();
  const [saved, setSaved] = useState<string | undefined>(undefined);
  const change = (next: ActivityFilter) => {
    setSaved(undefined);
    isFiltered.current = true;
    setFilter(next);
  };
  const save = async () => {
    setSaved(undefined);
    const outcome = await saving.run(() => api.exportActivity(filter));
    if (!outcome?.ok) return;
    const words = `Saved ${countWords(outcome.value.count, 'entry', 'entries')} to ${outcome.value.path}`;
    setSaved(words);
    announce(words);
  };
  // A screen reader hears the result of a filter change, but not entries that come by themselves.
  const isFiltered = useRef(false);
  useEffect(() => {
    if (!isFiltered.current || !entries) return;
    isFiltered.current = false;
    announce(
      entries.length === 0 ? NOTHING : `${countWords(entries.length, 'entry', 'entries')}${hasMore ? ' or more' : ''}`,
    );
  }, [entries]);
  const { profileId, kind, onlyProblems = false } = filter;
  return (
    <PageFrame
      title="Activity"
      under="What this app has done, in this run and earlier ones. It contains no tokens."
      width="wide"
    >
      <div class="activity-filters">
        <div class="field">
          <label for="activity-account">Account</label>
          <select
            id="activity-account"
            value={profileId ?? ''}
            onChange={({ currentTarget: { value } }) => change(withChoice(filter, 'profileId', value))}
          >
            <option value="">All</option>
            {accountChoices(snapshot.profiles, removed).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="activity-kind">About</label>
          <select
            id="activity-kind"
            value={kind ?? ''}
            onChange={({ currentTarget: { value } }) => change(withChoice(filter, 'kind', value as ActivityKind | ''))}
          >
            <option value="">Everything</option>
            {KINDS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={onlyProblems}
            onChange={() => change({ ...filter, onlyProblems: !onlyProblems })}
          />
          <span>Only problems</span>
        </label>
        <Button isBusy={saving.isBusy} onPress={() => void save()}>
          Save as a table…
        </Button>
      </div>
      {saving.failure ? <Notice tone="bad" message={failureWords(saving.failure)} isAlert /> : null}
      {saved === undefined ? null : <Notice tone="good" message={saved} />}
      <ActivityTroubleNote />
      {failure ? (
        <Notice tone="bad" message={failureWords(failure)} isAlert>
          <Button onPress={tryAgain}>Try again</Button>
        </Notice>
      ) : null}
      {entries ? <ActivityList entries={entries} removed={removed} showsNames={profileId === undefined} /> : null}
      <ActivityEnd hasMore={hasMore} isCut={isCut} onMore={showMore} />
    </PageFrame>
  );
}

/** The filter with another choice; an empty one removes the filter. */
function withChoice<Name extends 'profileId' | 'kind'>(
  filter: ActivityFilter,
  name: Name,
  value: ActivityFilter[Name] | '',
): ActivityFilter {
  const { [name]: _before, ...rest } = filter;
  return value === '' ? rest : { ...rest, [name]: value };
}
