// Where the storage decision's steps must end, one small predicate per rule: for each start situation and each content of the place.
import type { ReadResult, Situation } from '../../main/core/storage/storage-step';
import { isOtherAccount, isSameTokens } from '../../main/core/tokens/auth-tokens';
import { conflictOf, takeNewer } from '../../main/core/tokens/found-record';
import type { Ended } from './ideal-place';
import { isMeant, isPast, isReplaced } from './storage-rules';

/** Whether the end is wrong for this start; `lay`: the initial content of the place. */
export type IsWrongEnd = (start: Situation, lay: ReadResult, end: Ended) => boolean;

/** The rules, by description. */
export const STORAGE_ENDS = {
  'it comes to an end': (_start, _lay, { last }) => last.kind !== 'done' && last.kind !== 'wait',

  'at the end of all steps the place has what memory has': (_start, _lay, { situation, lies, last }) => {
    const { content } = situation;
    if (last.kind !== 'done') return false;
    if (content.kind !== 'record') return lies.kind === 'record' || lies.kind === 'damaged';
    if (lies.kind !== 'record') return true;
    // A record that another program has put there under its own name, and that is not newer, stays until somebody signs in.
    const isOthers = lies.record.signInId !== undefined && lies.record.signInId !== content.record.signInId;
    const isNotNewer = takeNewer(lies.record, content.record) === undefined;
    return !isSameTokens(lies.record.tokens, content.record.tokens) && !(isOthers && isNotNewer);
  },

  'at the end of all steps the index knows what the place has': (_start, lay, { situation, lies, last }) => {
    const { content, noted, nameOf } = situation;
    if (last.kind !== 'done' || (content.kind === 'record' && lay === lies && !isSame(situation, lies))) return false;
    const record = content.kind === 'record' ? content.record : undefined;
    return (
      // A record to be removed that cannot be seen stays noted: it may come back.
      (noted.removing.length > 0 && lay.kind !== 'blocked') ||
      noted.hasTokens !== (record !== undefined) ||
      (record !== undefined && noted.signIn !== nameOf(record))
    );
  },

  'at the end of all steps nothing is sealed that the place has': (_start, _lay, { situation, lies, last }) => {
    const { content, noted } = situation;
    if (last.kind !== 'done' || !isSame(situation, lies) || content.kind !== 'record' || !noted.sealed) return false;
    return !isOtherAccount(noted.sealed.tokens, content.record.tokens);
  },

  'at the end of all steps over an empty place nothing is sealed that was given up': (
    start,
    lay,
    { situation, last },
  ) => {
    const { content, noted } = situation;
    if (last.kind !== 'done' || lay.kind !== 'absent' || content.kind === 'record' || !noted.sealed) return false;
    return isMeant(noted.sealed, start.noted.removing, start);
  },

  'what a person decided is in memory, and at the place unless that could not be used': (start, lay, end) => {
    if (start.content.kind !== 'record' || start.content.by !== 'person') return false;
    if (isPast({ ...start, observed: lay })) return false;
    const { content } = end.situation;
    return content.kind !== 'record' || !isSameTokens(content.record.tokens, start.content.record.tokens);
  },

  'what the server issued is lost only to something newer or to a removal': (start, lay, end) => {
    if (start.content.kind !== 'record' || start.content.by !== 'server') return false;
    const at = { ...start, observed: lay };
    if (isReplaced(at) || isPast(at)) return false;
    const { content, noted } = end.situation;
    const { record } = start.content;
    if (noted.marks.some(({ signIn }) => signIn === start.nameOf(record))) return false;
    if (content.kind !== 'record') return true;
    return takeNewer(record, { ...content.record, recordGeneration: record.recordGeneration }) !== undefined;
  },

  'what was to go is gone once the place could be read, unless it is what a person keeps': (
    start,
    lay,
    { lies, last },
  ) => {
    if (lay.kind !== 'record' || lies.kind !== 'record' || last.kind === 'wait') return false;
    const isKept = start.content.kind === 'record' && start.nameOf(start.content.record) === start.nameOf(lay.record);
    return (
      isMeant(lay.record, start.noted.removing, start) &&
      isSameTokens(lay.record.tokens, lies.record.tokens) &&
      !isKept &&
      // A record that an earlier run could only seal is continued, whatever its name.
      !(start.noted.sealed && isSameTokens(start.noted.sealed.tokens, lies.record.tokens)) &&
      !isSame(start, lay)
    );
  },

  'nothing is removed that was not to be removed, unless it is replaced': (start, lay, { lies }) =>
    lay.kind === 'record' && lies.kind !== 'record' && !isMeant(lay.record, start.noted.removing, start),

  'another account or server stays unless it was to be removed': (start, lay, { lies }) => {
    if (lay.kind !== 'record' || start.content.kind !== 'record') return false;
    const { record } = lay;
    const isOthers = record.origin !== start.origin || isOtherAccount(record.tokens, start.content.record.tokens);
    return isOthers && !isMeant(record, start.noted.removing, start) && lies !== lay;
  },

  'it waits only for a place that cannot be used, for a person, or for another account or server': (
    start,
    lay,
    end,
  ) => {
    const { situation, lies, last } = end;
    if (last.kind !== 'wait') return false;
    const { content } = situation;
    const record = content.kind === 'record' ? content.record : undefined;
    if (lies.kind === 'record') return conflictOf(lies.record, record, start.origin) === undefined;
    return lies.kind === 'absent' && (content.kind !== 'record' || content.by === 'person' || lay.kind !== 'absent');
  },
} as const satisfies Readonly<Record<string, IsWrongEnd>>;

function isSame({ content }: Situation, lies: ReadResult): boolean {
  return content.kind === 'record' && lies.kind === 'record' && isSameTokens(content.record.tokens, lies.record.tokens);
}
