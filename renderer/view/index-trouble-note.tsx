// A note while the list of accounts cannot be read or written: why, what to do, and what still works.
import { useApp } from '../state/app-context';
import { Notice } from './notice';

/** The note; absent while the list is fine. */
export function IndexTroubleNote() {
  const { indexTrouble } = useApp().snapshot;
  if (indexTrouble === undefined) return null;
  return (
    <Notice tone="info" message={indexTrouble.message} remedy={indexTrouble.remedy}>
      <p>
        Everything shown here works as before. Until this is fixed, changes to your accounts may be lost at a restart.
      </p>
    </Notice>
  );
}
