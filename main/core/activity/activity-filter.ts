// Filters the entries of the activity log. Pure.
import { type Activity, type ActivityKind, type ActivityLine, isEntry } from './activity-entry';

/** A field that is absent does not restrict the result. */
export interface ActivityFilter {
  readonly profileId?: string | undefined;
  readonly kind?: ActivityKind | undefined;
  readonly onlyProblems?: boolean | undefined;
}

/** Whether the entry matches the filter. An entry about the whole app matches no `profileId`. */
export function isWanted(entry: Activity, { profileId, kind, onlyProblems = false }: ActivityFilter): boolean {
  return (
    (profileId === undefined || entry.profileId === profileId) &&
    (kind === undefined || entry.kind === kind) &&
    (!onlyProblems || entry.isProblem === true)
  );
}

/** The first `most` entries that match, and whether there are more. @throws what reading the lines throws */
export async function wantedEntries(
  lines: AsyncIterable<ActivityLine>,
  filter: ActivityFilter,
  most: number,
): Promise<{ readonly entries: readonly Activity[]; readonly hasMore: boolean }> {
  const entries: Activity[] = [];
  for await (const line of lines) {
    if (!isEntry(line) || !isWanted(line, filter)) continue;
    if (entries.length === most) return { entries, hasMore: true };
    entries.push(line);
  }
  return { entries, hasMore: false };
}
