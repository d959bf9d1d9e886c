// What was kept of a profile that was removed is not of a later one that has got its id. Pure.
import { type ActivityLine, isEntry } from './activity-entry';

/** The lines, newest first. Entries of removed profiles bear no id where a later profile has it, and spans of them are left out. */
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
