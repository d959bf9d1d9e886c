// The activity as a table of comma-separated values (RFC 4180), which every spreadsheet opens. Pure.
import type { Activity } from './activity-entry';

/** Without it some spreadsheets take other letters than English ones for those of an old character set. */
const BYTE_ORDER_MARK = '\uFEFF';
const COLUMNS = ['time', 'account', 'kind', 'problem', 'text', 'duration_ms', 'host', 'failure'] as const;
/** A spreadsheet takes what begins so for a formula, and an account may be called by anything. */
const FORMULA = /^[=+\-@\t\r]/;

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
  return BYTE_ORDER_MARK + [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
