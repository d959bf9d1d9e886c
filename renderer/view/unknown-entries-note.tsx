// On pages without the list of profiles: the entries of that list that this version does not understand.
import { useApp } from '../state/app-context';
import { unknownEntryWords } from '../text/unknown-entry-words';
import { Notice } from './notice';

/** The note; absent when every entry is understood. */
export function UnknownEntriesNote() {
  const { unknownEntries } = useApp().snapshot;
  if (unknownEntries.length === 0) return null;
  const texts = unknownEntries.map(unknownEntryWords).map(({ name, line }) => `${name}: ${line}.`);
  return (
    <Notice
      tone="info"
      message="The list of accounts contains entries that this version cannot use."
      remedy={`${texts.join(' ')} ${texts.length === 1 ? 'It stays as it is.' : 'They stay as they are.'}`}
    />
  );
}
