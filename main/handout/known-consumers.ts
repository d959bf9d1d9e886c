// Finds the program that the user means by its name, its id, the id of a consent, or the path of its file.
import { AxiomTokenError } from '../core/base/errors';
import type { Consent } from './consent';
import type { Consumer } from './consumer';
import { blockTargets, runs } from './decide-consent';
import type { TrailEntry } from './trail-entry';

/** A program, as far as it is known without a running process. */
export type KnownProgram = Pick<Consumer, 'kind' | 'programId' | 'name' | 'binary' | 'fileId'> &
  Partial<Pick<Consumer, 'sessionId'>>;

/** How many programs are listed in a refusal. */
const MOST_NAMED = 10;

/** Whether two program ids mean the same program; also if one is only the path of the script that the other runs. */
export function isSameProgram(one: string, other: string): boolean {
  return one === other || runs(one, other) || runs(other, one);
}

/**
 * Finds it by its program id or the id of a consent, else by its whole name, else by a part of it. `asked`: entries of the audit trail, newest first; they have
 * the latest identity of the program's file, which is the one that is allowed.
 * @throws AxiomTokenError `INVALID_INPUT` when none or several match
 */
export function findConsumer(
  meant: string,
  asked: readonly Pick<TrailEntry, 'consumer'>[],
  consents: readonly Consent[],
): KnownProgram {
  const known: readonly Known[] = [
    ...asked.flatMap(({ consumer }) => (consumer.kind === 'person' ? [] : blockTargets(consumer).map(programOf))),
    ...consents.map((each) => ({ ...programOf({ ...each, kind: 'program' }), id: each.id })),
  ];
  const part = meant.toLowerCase();
  const looks: readonly ((each: Known) => boolean)[] = [
    ({ id, programId }) => id === meant || programId === meant,
    ({ name }) => name === meant,
    ({ name }) => part !== '' && !isPath(meant) && name.toLowerCase().includes(part),
  ];
  const found = looks.map((isMeant) => known.filter(isMeant)).find(({ length }) => length > 0) ?? [];
  const ids = [...new Set(found.map(({ programId }) => programId))];
  // The path of a script, and a program that runs it, count as one program.
  const programIds = ids.filter((id) => !ids.some((other) => runs(other, id)));
  if (programIds.length > 1) throw severalMeant(meant, programIds, known);
  const newest = known.find(({ programId }) => programId === programIds[0]);
  return newest ? programOf(newest) : byPath(meant);
}

function severalMeant(meant: string, programIds: readonly string[], known: readonly Known[]): AxiomTokenError {
  const listed = programIds
    .slice(0, MOST_NAMED)
    .map((id) => `"${id}" (${known.find(({ programId }) => programId === id)?.name})`);
  const more = programIds.length > MOST_NAMED ? ' and more' : '';
  return new AxiomTokenError('INVALID_INPUT', {
    message: `"${meant}" fits several programs: ${listed.join(', ')}${more}.`,
    remedy: 'Name the one that you mean by the text between the quotes. Nothing was changed.',
  });
}

/** `sessionId`: the one in which it has asked last. */
type Known = Omit<KnownProgram, 'sessionId'> & { readonly id?: string; readonly sessionId?: string | undefined };

function programOf({ kind, programId, sessionId, name, binary, fileId }: Known): KnownProgram {
  return { kind, programId, name, binary, fileId, ...(sessionId === undefined ? {} : { sessionId }) };
}

/** A program that has never asked, by the path of its file, which may be replaced before it asks. */
function byPath(meant: string): KnownProgram {
  if (isPath(meant)) return { kind: 'program', programId: meant, name: meant.split(/[\\/]/).at(-1) ?? meant };
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `No program that has asked for tokens of this account has "${meant}" in its name.`,
    remedy:
      'Name one that "axiom-tokens trail" or "axiom-tokens consumers list" shows, or the path of its file. Nothing was changed.',
  });
}

/** Whether a text looks like the path of a file. */
export function isPath(meant: string): boolean {
  return meant.startsWith('/') || /^[A-Za-z]:[\\/]/.test(meant);
}

/** The program as a consumer, for the audit trail. */
export function asConsumer(consumer: KnownProgram): Consumer {
  return { sessionId: '', ...consumer };
}
