// The audit trail as a file for export: CSV, or one JSON object per line. Pure.
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

/** `nameOf`: the current name of an account. Times in UTC. */
export function trailCsv(entries: readonly TrailEntry[], nameOf: (profileId: string) => string): string {
  const rows = entries.map((entry) => {
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

/** One JSON object per line, with readable times instead of milliseconds. */
export function trailJsonLines(entries: readonly TrailEntry[]): string {
  return entries
    .map(({ atMs, lastAtMs, ...rest }) => ({ at: iso(atMs), lastAt: iso(lastAtMs), ...rest }))
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
