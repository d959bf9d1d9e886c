// The audit trail as a file for export: CSV, or one JSON object per line. The same from the window and from `axiom-tokens trail --export`, oldest first. Pure.
import { csvTable } from '../core/base/csv';
import { shownText } from './shown-consumer';
import type { TrailEntry } from './trail-entry';

const COLUMNS = [
  ...[
    'id',
    'last_id',
    'time',
    'last_time',
    'count',
    'event',
    'via',
    'account',
    'program',
    'program_id',
    'pid',
    'exe',
    'script',
  ],
  ...['parent', 'unit', 'tty', 'kind', 'seconds_valid', 'rule', 'code', 'reason', 'token_tag', 'changed_by'],
];

/** `newestFirst`: the entries as the trail answers. `nameOf`: the current name of an account. Times in UTC. */
export function trailCsv(newestFirst: readonly TrailEntry[], nameOf: (profileId: string) => string): string {
  const rows = [...newestFirst].reverse().map((entry) => {
    const { consumer, profileId, validForMs } = entry;
    const values: readonly (string | number | undefined)[] = [
      ...[entry.id === 0 ? undefined : entry.id, entry.lastId, iso(entry.atMs), iso(entry.lastAtMs), entry.count],
      ...[entry.event, entry.via],
      ...[profileId && nameOf(profileId), consumer.name, consumer.programId, consumer.pid, consumer.exe],
      ...[consumer.script, consumer.parent, consumer.unit, consumer.tty, entry.kind],
      ...[validForMs === undefined ? undefined : Math.floor(validForMs / 1000), entry.rule, entry.code],
      ...[entry.reason, entry.tag, entry.by?.name],
    ];
    return values.map((value) => (typeof value === 'string' ? shownText(value, MOST_LETTERS) : String(value ?? '')));
  });
  return csvTable(COLUMNS, rows);
}

/** Room for long paths, but no program can make a cell of a megabyte. */
const MOST_LETTERS = 1000;

/** One JSON object per line: the entry as `trail --json` has it, with readable times as well. */
export function trailJsonLines(newestFirst: readonly TrailEntry[]): string {
  return [...newestFirst]
    .reverse()
    .map((entry) => ({ at: iso(entry.atMs), lastAt: iso(entry.lastAtMs), ...entry }))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
