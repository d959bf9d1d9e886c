// The progress of the search, with a "Cancel" button; afterwards its result.
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { progressWords, searchEnd, type SearchState } from '../../model/search-model';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';

export interface SearchNoteProps {
  readonly state: SearchState;
  readonly onCancel: () => void;
  /** Takes the focus when the focused element disappears. */
  readonly place: RefObject<HTMLDivElement | null>;
}

export function SearchNote({ state, onCancel, place }: SearchNoteProps) {
  const isLooking = state.phase === 'looking';
  useLayoutEffect(() => {
    // The "Cancel" button has disappeared. No scrolling: the person may be reading the list.
    if (!isLooking && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [isLooking]);
  return (
    <div class="search-note" ref={place} tabIndex={-1}>
      {isLooking ? <Progress state={state} onCancel={onCancel} /> : <End state={state} />}
    </div>
  );
}

function Progress({ state, onCancel }: Pick<SearchNoteProps, 'state' | 'onCancel'>) {
  return (
    <Notice tone="info" message={`Looking in ${state.folder}…`} remedy={progressWords(state)}>
      <Button onPress={onCancel}>Cancel</Button>
    </Notice>
  );
}

function End({ state }: Pick<SearchNoteProps, 'state'>) {
  const { tone, message, details } = searchEnd(state);
  return (
    <Notice tone={tone} message={message}>
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
    </Notice>
  );
}
