// "What programs were given": the audit trail, filtered by account, event, time, program and token; can be saved.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TrailEvent, TrailLine, TrailRequest } from '../../../preload/contract/trail-schema';
import { failureWords } from '../../model/failure-place';
import { EVENTS } from '../../model/trail-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { useKeptChoice } from '../../state/use-kept-choice';
import { accountChoices } from '../../text/account-name';
import { countWords } from '../../text/count-words';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { TrailTable } from './trail-table';
import { useTrail } from './use-trail';

const HOUR_MS = 3_600_000;
const SPANS: readonly (readonly [hours: string, label: string])[] = [
  ['1', 'The last hour'],
  ['24', 'The last 24 hours'],
  ['168', 'The last 7 days'],
];

/** The person's filter. */
interface Choice {
  readonly profileId: string;
  readonly event: TrailEvent | '';
  readonly hours: string;
  readonly consumer: string;
  readonly tag?: string | undefined;
}
const ALL: Choice = { profileId: '', event: '', hours: '', consumer: '' };

export function TrailPage() {
  const { api, snapshot, route, ticker, announce } = useApp();
  const [choice, setChoice] = useKeptChoice<Choice>(
    'trail',
    route.program === undefined ? ALL : { ...ALL, profileId: route.profileId, consumer: route.program },
  );
  const filter = useMemo(() => requestOf(choice, ticker.secondMs()), [choice]);
  const { reply, hasMore, isCut, failure, showMore, look } = useTrail(filter);
  const removed = reply?.removed ?? [];
  const saving = useCall();
  const [saved, setSaved] = useState<string | undefined>(undefined);
  const isChanged = useRef(false);
  const change = (next: Partial<Choice>) => {
    setSaved(undefined);
    isChanged.current = true;
    setChoice({ ...choice, ...next });
  };
  // A screen reader hears the result of a filter change, but not entries that come by themselves.
  useEffect(() => {
    if (!isChanged.current || !reply) return;
    isChanged.current = false;
    announce(
      reply.entries.length === 0
        ? NOTHING
        : `${countWords(reply.entries.length, 'entry', 'entries')}${hasMore ? ' or more' : ''}`,
    );
  }, [reply]);
  const save = async (format: 'csv' | 'jsonl') => {
    setSaved(undefined);
    const outcome = await saving.run(() => api.exportTrail({ ...filter, format }));
    if (!outcome?.ok) return;
    const words = `Saved ${countWords(outcome.value.count, 'entry', 'entries')} to ${outcome.value.path}`;
    setSaved(words);
    announce(words);
  };
  const { profileId, event, hours, consumer, tag } = choice;
  return (
    <PageFrame
      title="What programs were given"
      under="Each token that left this app, in whatever way, and each that was refused. It contains no tokens: the eight characters identify a token, but cannot be turned back into it."
      width="wide"
    >
      <div class="trail-filters">
        <Choose
          id="trail-account"
          label="Account"
          value={profileId}
          onChange={(value) => change({ profileId: value })}
          items={accountChoices(snapshot.profiles, removed)}
        />
        <Choose
          id="trail-event"
          label="What happened"
          value={event}
          onChange={(value) => change({ event: value as TrailEvent })}
          items={EVENTS}
        />
        <Choose
          id="trail-time"
          label="When"
          value={hours}
          onChange={(value) => change({ hours: value })}
          items={SPANS}
        />
        <div class="field">
          <label for="trail-program">Program</label>
          <input
            id="trail-program"
            type="search"
            maxLength={200}
            autocomplete="off"
            spellcheck={false}
            value={consumer}
            onInput={({ currentTarget: { value } }) => change({ consumer: value })}
          />
        </div>
      </div>
      {tag === undefined ? null : (
        <Notice tone="info" message={tokenWords(tag, reply?.entries ?? [])}>
          <Button onPress={() => change({ tag: undefined })}>Show all tokens</Button>
        </Notice>
      )}
      {saving.failure ? <Notice tone="bad" message={failureWords(saving.failure)} isAlert /> : null}
      {saved === undefined ? null : <Notice tone="good" message={saved} />}
      {failure ? (
        <Notice tone="bad" message={failureWords(failure)} isAlert>
          <Button onPress={look}>Try again</Button>
        </Notice>
      ) : null}
      {reply && reply.gaps.length > 0 ? (
        <Notice tone="attention" message="Lines of the trail are missing." remedy={gapWords(reply.gaps)} />
      ) : null}
      {reply ? (
        reply.entries.length === 0 ? (
          <p class="quiet">{NOTHING}</p>
        ) : (
          <TrailTable
            entries={reply.entries}
            removed={removed}
            showsNames={profileId === ''}
            onTag={(next) => change({ tag: next })}
          />
        )
      ) : null}
      <div class="actions trail-end">
        {hasMore ? <Button onPress={showMore}>Show older</Button> : null}
        <Button isBusy={saving.isBusy} onPress={() => void save('csv')}>
          Save as a table…
        </Button>
        <Button isBusy={saving.isBusy} onPress={() => void save('jsonl')}>
          Save as JSON lines…
        </Button>
      </div>
      {isCut ? <p class="quiet">Older entries are in the file that you can save.</p> : null}
    </PageFrame>
  );
}

/** Shown when no entry matches the filter. */
const NOTHING = 'Nothing of this kind so far.';

interface ChooseProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly items: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choose({ id, label, value, items, onChange }: ChooseProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">All</option>
        {items.map(([item, words]) => (
          <option key={item} value={item}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The request to main; fields that were not chosen are left out. */
function requestOf({ profileId, event, hours, consumer, tag }: Choice, nowMs: number): TrailRequest {
  const name = consumer.trim();
  return {
    ...(profileId === '' ? {} : { profileId }),
    ...(event === '' ? {} : { event }),
    ...(hours === '' ? {} : { sinceMs: nowMs - Number(hours) * HOUR_MS }),
    ...(name === '' ? {} : { consumer: name }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** The newest gaps, and how many more there are. */
function gapWords(gaps: readonly string[]): string {
  const rest = gaps.length - MOST_GAPS;
  return [...gaps.slice(0, MOST_GAPS), ...(rest > 0 ? [`And ${countWords(rest, 'gap', 'gaps')} more.`] : [])].join(' ');
}
const MOST_GAPS = 3;

/** Answers "Which programs had this token?". */
function tokenWords(tag: string, entries: readonly TrailLine[]): string {
  const names = [...new Set(entries.filter(({ event }) => event === 'handed-out').map(({ program }) => program))];
  return names.length === 0
    ? `Nothing about the token ${tag} here.`
    : `The token ${tag} was given to: ${names.join('; ')}.`;
}
