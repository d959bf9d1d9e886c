// The activity as a table of comma-separated values. Pure.
import { csvTable } from '../base/csv';
import type { Activity } from './activity-entry';

const COLUMNS = ['time', 'account', 'kind', 'problem', 'text', 'duration_ms', 'host', 'failure'] as const;

/** `nameOf`: what a profile is called now. Times in UTC. */
export function activityCsv(entries: readonly Activity[], nameOf: (profileId: string) => string): string {
  const rows = entries.map(({ atMs, profileId, kind, isProblem, text, refresh }) => [
    new Date(atMs).toISOString(),
    profileId === undefined ? '' : nameOf(profileId),
    kind,
    isProblem ? 'yes' : '',
    text,
    String(refresh?.durationMs ?? ''),
    refresh?.host ?? '',
    refresh?.failureCode ?? '',
  ]);
  return csvTable(COLUMNS, rows);
}
