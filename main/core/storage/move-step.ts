// What a move to another place does, decided from what lies at both places: pure. ProfileStorage carries it out.
import { AxiomTokenError } from '../base/errors';
import { conflictOf } from '../tokens/found-record';
import type { TokenRecord } from '../tokens/token-record';
import type { Content, Looked } from './storage-step';

/** How a profile stands before its move. */
export interface MoveSituation {
  readonly content: Content;
  /** The place that is left, as it was looked at a moment ago. */
  readonly former: Looked;
  readonly target: Looked;
  /** What a person calls the new place. */
  readonly targetName: string;
  readonly origin: string;
  readonly nameOf: (record: TokenRecord) => string;
}

/** What is done. */
export type MoveStep =
  /** The record is brought there. */
  | { readonly kind: 'copy'; readonly record: TokenRecord }
  /** Nothing is brought along: the profile takes what lies there, or nothing. */
  | { readonly kind: 'go'; readonly found: TokenRecord | undefined }
  | { readonly kind: 'refuse'; readonly failure: AxiomTokenError };

/** The decision. A refusal changes nothing: the former place stays in use. */
export function decideMove({ content, former, target, targetName, origin, nameOf }: MoveSituation): MoveStep {
  // "Missing" is an answer: nothing is there that could be written over.
  const isGone = target.kind === 'blocked' && target.isMissing;
  if ((target.kind === 'blocked' && !isGone) || target.kind === 'damaged')
    return { kind: 'refuse', failure: target.failure };
  const found = target.kind === 'record' ? target.record : undefined;
  if (content.kind === 'record') {
    const { record } = content;
    // A try that broke off has left its copy there: it is written over.
    const isOwnCopy =
      found !== undefined && nameOf(found) === nameOf(record) && found.recordGeneration <= record.recordGeneration;
    return found && !isOwnCopy ? { kind: 'refuse', failure: occupied(targetName) } : { kind: 'copy', record };
  }
  if (!found) return { kind: 'go', found };
  const conflict = conflictOf(found, undefined, origin);
  if (conflict) return { kind: 'refuse', failure: conflict };
  // Only a profile that surely holds nothing comes back to what lies at the new place.
  return former.kind === 'absent' ? { kind: 'go', found } : { kind: 'refuse', failure: occupied(targetName) };
}

function occupied(targetName: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `There are already tokens at the new place (${targetName}).`,
    remedy: 'Choose another place. Nothing was changed.',
  });
}
