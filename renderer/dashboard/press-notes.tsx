// Under the buttons, the results of pressing them: the token while "Reveal" is held, how long a copy stays, the failure of an action.
import type { Failure } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import type { RevealState } from '../state/reveal-hold';
import { useNow } from '../state/use-now';
import { Notice } from '../view/notice';
import { copiedWords } from './use-copy';

export interface PressNotesProps {
  readonly reveal: RevealState;
  readonly clearsAtMs: number | undefined;
  readonly failures: readonly (Failure | undefined)[];
}

/** Of several failures only the first is shown. */
export function PressNotes({ reveal, clearsAtMs, failures }: PressNotesProps) {
  const failed = [...failures, reveal.kind === 'failed' ? reveal.failure : undefined];
  const first = failed.find((failure) => failure !== undefined);
  return (
    <>
      {reveal.kind === 'shown' ? <code class="token">{reveal.accessToken}</code> : null}
      {clearsAtMs === undefined ? null : <CopiedNote clearsAtMs={clearsAtMs} />}
      {first === undefined ? null : <Notice tone="bad" message={failureWords(first)} isAlert />}
    </>
  );
}

function CopiedNote({ clearsAtMs }: { readonly clearsAtMs: number }) {
  const leftMs = clearsAtMs - useNow();
  return leftMs <= 0 ? null : <p class="small copied">{copiedWords(leftMs)}</p>;
}
