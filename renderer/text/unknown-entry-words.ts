// The words for an entry in the list of accounts that this version does not understand. Pure; used by the sidebar and the welcome page.
import type { UnknownEntryStatus } from '../../preload/contract/schemas';

const LINES: Readonly<Record<UnknownEntryStatus['reason'], string>> = {
  'newer-version': 'made by a newer version',
  unreadable: 'this entry cannot be read',
};

/** The entry's name in the list, and the line under it. */
export function unknownEntryWords({ name, reason }: UnknownEntryStatus): {
  readonly name: string;
  readonly line: string;
} {
  return { name: name ?? 'Without a name', line: LINES[reason] };
}
