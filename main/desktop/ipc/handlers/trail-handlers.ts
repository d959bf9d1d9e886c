// Handlers for the audit trail: entries with filters, and the export. It contains no tokens.
import { AxiomTokenError } from '../../../core/base/errors';
import { accountName } from '../../../core/profiles/account-name';
import type { Consumer } from '../../../handout/consumer';
import { shownText } from '../../../handout/shown-consumer';
import type { TrailEntry } from '../../../handout/trail-entry';
import { trailCsv, trailJsonLines } from '../../../handout/trail-export';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type TrailCalls = 'listTrail' | 'exportTrail';
type TrailLine = CallReply<'listTrail'>['entries'][number];

/** At most this many missing numbers are listed. */
const MOST_GAPS = 100;

/** What these handlers need of the services. */
type TrailServices = Pick<AppServices, 'registry' | 'files' | 'clock'> & {
  readonly handout: Pick<AppServices['handout'], 'trail'>;
};

export function createTrailHandlers(services: TrailServices): Pick<Handlers, TrailCalls> {
  const { registry, files, clock } = services;
  const { trail } = services.handout;
  const nameOf = (profileId: string) => accountName(profileId, [...registry.list(), ...registry.index.removed()]);
  return {
    async listTrail({ most, ...filter }) {
      const { entries, gaps } = await trail.look({ ...filter, most: most + 1 });
      return {
        entries: await toLines(entries.slice(0, most)),
        hasMore: entries.length > most,
        gaps: gaps.slice(0, MOST_GAPS),
        removed: registry.index.removed().map(({ id, name }) => ({ id, name: shownText(name) })),
      };
    },

    async exportTrail({ format, ...filter }) {
      const path = await files.askWhereToSaveTrail(suggestedName(clock.nowMs(), format), format);
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      const entries = await trail.query({ ...filter, most: Infinity });
      await files.writeTrail(path, format === 'csv' ? trailCsv(entries, nameOf) : trailJsonLines(entries));
      return { path, count: entries.length };
    },
  };
}

/** Entries per part; a part takes a few milliseconds. */
const PART = 200;

async function toLines(entries: readonly TrailEntry[]): Promise<TrailLine[]> {
  const lines: TrailLine[] = [];
  for (const entry of entries) {
    if (lines.push(toLine(entry)) % PART === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return lines;
}

function toLine({
  consumer,
  by,
  rule,
  code,
  reason,
  kind,
  profileId,
  validForMs,
  tag,
  ...entry
}: TrailEntry): TrailLine {
  const why = rule ?? (code === undefined ? undefined : new AxiomTokenError(code).message);
  const changer = by && by.kind !== 'person' ? `changed by ${shownText(by.name)}` : undefined;
  const because = [why && shownText(why), changer].filter((part) => part !== undefined).join(', ') || undefined;
  return {
    ...entry,
    program: shownText(consumer.name),
    facts: factsOf(consumer),
    ...(profileId === undefined ? {} : { profileId }),
    ...(kind === undefined ? {} : { kind }),
    ...(validForMs === undefined ? {} : { validForMs }),
    ...(because === undefined ? {} : { because }),
    ...(reason === undefined ? {} : { reason: shownText(reason) }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function factsOf({ pid, exe, script, parent, unit, tty, isForwarded }: Consumer): TrailLine['facts'] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Process', pid === undefined ? undefined : String(pid)],
    ['Runs from', exe],
    ['Script', script],
    ['Started by', parent],
    ['Belongs to', unit],
    ['Terminal', tty],
    ['Came via', isForwarded ? 'ssh' : undefined],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: shownText(value) }]));
}

function suggestedName(nowMs: number, format: string): string {
  return `axiom-trail-${new Date(nowMs).toISOString().slice(0, 10)}.${format}`;
}
