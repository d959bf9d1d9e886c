// The activity log as CSV text. Pure.
import { csvTable } from '../base/csv';
import type { Activity } from './activity-entry';

const COLUMNS = ['time', 'account', 'kind', 'problem', 'text', 'duration_ms', 'host', 'failure'] as const;

/** The entries as CSV with times in UTC. `nameOf` gives the present name of a profile. */
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
