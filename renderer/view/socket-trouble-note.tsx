// A note on the pages about programs that none of them can reach the app now, and what to do.
import type { SocketTrouble } from '../../preload/contract/programs-schema';
import { Notice } from './notice';

export function SocketTroubleNote({ trouble }: { readonly trouble: SocketTrouble | undefined }) {
  if (!trouble) return null;
  return (
    <Notice tone="attention" message={`Programs cannot reach the app. ${trouble.message}`} remedy={trouble.remedy} />
  );
}
