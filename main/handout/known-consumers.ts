// Which program a person means who types its name, its id, the id of a consent, or the path of its file.
import { AxiomTokenError } from '../core/base/errors';
import type { Consent } from './consent';
import type { Consumer } from './consumer';
import { blockable, runs } from './decide-consent';
import type { TrailEntry } from './trail-entry';

/** A program as far as it is known without its asking. */
export type MeantConsumer = Pick<Consumer, 'kind' | 'programId' | 'name' | 'binary' | 'fileId'> &
  Partial<Pick<Consumer, 'sessionId'>>;

/** As many are named in a refusal. */
const MOST_NAMED = 10;

/** Also where one of them is the path of the script alone that the other one runs. */
export function isSameProgram(one: string, other: string): boolean {
  return one === other || runs(one, other) || runs(other, one);
}

/**
 * By its program id or the id of a consent, else its whole name, else a part of it. `asked`: entries of the trail, newest first; they know the program's file
 * as it is now, and so as it is allowed.
 * @throws AxiomTokenError `INVALID_INPUT` when none or several are meant
 */
export function findConsumer(
  meant: string,
  asked: readonly Pick<TrailEntry, 'consumer'>[],
  consents: readonly Consent[],
): MeantConsumer {
  const known: readonly Known[] = [
    ...asked.flatMap(({ consumer }) => (consumer.kind === 'person' ? [] : blockable(consumer).map(programOf))),
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
  // A script that was blocked by its path is not another program than what runs it.
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
    remedy: 'Name the one that you mean by what stands between the quotes. Nothing was changed.',
  });
}

/** `sessionId`: the one in which it has asked last. */
type Known = Omit<MeantConsumer, 'sessionId'> & { readonly id?: string; readonly sessionId?: string | undefined };

function programOf({ kind, programId, sessionId, name, binary, fileId }: Known): MeantConsumer {
  return { kind, programId, name, binary, fileId, ...(sessionId === undefined ? {} : { sessionId }) };
}

/** One that has never asked is known by its file alone, which may be replaced before it does. */
function byPath(meant: string): MeantConsumer {
  if (isPath(meant)) return { kind: 'program', programId: meant, name: meant.split(/[\\/]/).at(-1) ?? meant };
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `No program that has asked for tokens of this account has "${meant}" in its name.`,
    remedy:
      'Name one that "axiom-tokens trail" or "axiom-tokens consumers list" shows, or the path of its file. Nothing was changed.',
  });
}

/** Of a file, as far as one can see. */
export function isPath(meant: string): boolean {
  return meant.startsWith('/') || /^[A-Za-z]:[\\/]/.test(meant);
}

/** As the trail names it. */
export function asConsumer(consumer: MeantConsumer): Consumer {
  return { sessionId: '', ...consumer };
}
