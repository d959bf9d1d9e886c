// Which program a person means who types its name, its id, the id of a consent, or the path of its file.
import { AxiomTokenError } from '../core/base/errors';
import type { Consent } from './consent';
import type { Consumer } from './consumer';
import { blockable } from './decide-consent';
import type { TrailEntry } from './trail-entry';

/** A program as far as it is known without its asking. */
export type MeantConsumer = Pick<Consumer, 'kind' | 'programId' | 'name' | 'binary'> &
  Partial<Pick<Consumer, 'sessionId'>>;

/**
 * `asked`: entries of the trail, newest first; they know the program's file as it is now, and so as it is allowed.
 * @throws AxiomTokenError `INVALID_INPUT` when none or several are meant
 */
export function findConsumer(
  meant: string,
  asked: readonly Pick<TrailEntry, 'consumer'>[],
  consents: readonly Consent[],
): MeantConsumer {
  const known: readonly Known[] = [
    ...asked.flatMap(({ consumer }) => (consumer.kind === 'person' ? [] : blockable(consumer).map(programOf))),
    ...consents.map(({ id, programId, name, binary }) => ({ id, kind: 'program' as const, programId, name, binary })),
  ];
  const exact = known.filter(({ id, programId }) => id === meant || programId === meant);
  const found = exact.length > 0 ? exact : known.filter(({ name }) => name === meant);
  const programIds = [...new Set(found.map(({ programId }) => programId))];
  if (programIds.length > 1) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `Several programs are called ${meant}: ${programIds.join(', ')}.`,
      remedy: 'Name the one that you mean by what stands here. Nothing was changed.',
    });
  }
  const newest = known.find(({ programId }) => programId === programIds[0]);
  return newest ? programOf(newest) : byPath(meant);
}

type Known = MeantConsumer & { readonly id?: string };

function programOf({ kind, programId, name, binary }: MeantConsumer): MeantConsumer {
  return { kind, programId, name, binary };
}

/** One that has never asked is known by its file alone, which may be replaced before it does. */
function byPath(meant: string): MeantConsumer {
  const isPath = meant.startsWith('/') || /^[A-Za-z]:[\\/]/.test(meant);
  if (isPath) return { kind: 'program', programId: meant, name: meant.split(/[\\/]/).at(-1) ?? meant };
  throw new AxiomTokenError('INVALID_INPUT', {
    message: `No program called ${meant} has asked for tokens of this account.`,
    remedy: 'Name one of the list, or the whole path of its file. Nothing was changed.',
  });
}

/** As the trail names it. */
export function asConsumer(consumer: MeantConsumer): Consumer {
  return { sessionId: '', ...consumer };
}
