// A note that the activity is kept for this run only, and why. Shown where the activity is.
import { useApp } from '../state/app-context';
import { Notice } from './notice';

export function ActivityTroubleNote() {
  const { activityTrouble } = useApp().snapshot;
  if (!activityTrouble) return null;
  const { message, remedy } = activityTrouble;
  return (
    <Notice
      tone="attention"
      message="New entries are kept only until the app quits."
      remedy={`${message} ${remedy}`.trim()}
    />
  );
}
