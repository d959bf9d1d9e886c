// Separates the lines of a removed profile from those of a later profile with the same id. Pure.
import { type ActivityLine, isEntry } from './activity-entry';

/** The lines, newest first. Where a later profile has the id of a removed one, entries of the removed one lose the id, and its spans are left out. */
export async function* ofPresentProfiles(lines: AsyncIterable<ActivityLine>): AsyncGenerator<ActivityLine> {
  const begun = new Set<string>();
  for await (const line of lines) {
    const { profileId } = line;
    if (profileId === undefined || !begun.has(profileId)) {
      yield line;
    } else if (isEntry(line)) {
      const { profileId: _former, ...entry } = line;
      yield entry;
    }
    if (profileId !== undefined && isEntry(line) && line.isBeginning) begun.add(profileId);
  }
}
