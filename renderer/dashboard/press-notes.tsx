// Results under the buttons: how long a copy stays in the clipboard, the outcome of a refresh, or the failure of an action.
import type { Failure } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { RESULT_SHOWN_MS } from '../model/press-result';
import { copiedWords } from '../model/command-result';
import type { RevealState } from '../state/reveal-hold';
import { useNow } from '../state/use-now';
import { Notice } from '../view/notice';

export interface PressNotesProps {
  readonly reveal: RevealState;
  readonly clearsAtMs: number | undefined;
  /** The result of the last press, in words, and its time. */
  readonly result: { readonly words: string; readonly atMs: number } | undefined;
  readonly failures: readonly (Failure | undefined)[];
}

/** Of several failures only the first is shown. */
export function PressNotes({ reveal, clearsAtMs, result, failures }: PressNotesProps) {
  const failed = [...failures, reveal.kind === 'failed' ? reveal.failure : undefined];
  const first = failed.find((failure) => failure !== undefined);
  return (
    <>
      {clearsAtMs === undefined ? null : <CopiedNote clearsAtMs={clearsAtMs} />}
      {result === undefined ? null : <ResultNote {...result} />}
      {first === undefined ? null : <Notice tone="bad" message={failureWords(first)} isAlert />}
    </>
  );
}

function ResultNote({ words, atMs }: { readonly words: string; readonly atMs: number }) {
  return useNow() - atMs > RESULT_SHOWN_MS ? null : <p class="small pressed">{words}</p>;
}

function CopiedNote({ clearsAtMs }: { readonly clearsAtMs: number }) {
  const leftMs = clearsAtMs - useNow();
  return leftMs <= 0 ? null : <p class="small copied">{copiedWords(leftMs)}</p>;
}
