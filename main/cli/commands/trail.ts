// `axiom-tokens trail`: shows the audit trail, that is, which program got which token.
import { AxiomTokenError } from '../../core/base/errors';
import type { Calls } from '../../handout/operations';
import type { CommandContext } from '../session/command-context';
import { pauseFor } from '../session/pause-for';
import { ofProfile } from '../session/of-profile';
import { usageError } from '../words/command-failure';
import { trailAccount, trailLine } from '../words/consumer-words';
import type { ParsedOptions } from '../words/parsed-options';
import { shownValue } from '../words/shown-words';

const DEFAULT_SINCE_MS = 24 * 3_600_000;
const MOST = 10_000;
/** Polling interval of `--follow`. */
const LOOK_MS = 1000;

export async function run(context: CommandContext, options: ParsedOptions): Promise<void> {
  const { session, output, clock } = context;
  const file = options.text('export');
  if (options.has('follow') && file !== undefined) {
    throw usageError('--follow has no end, so it cannot be exported.', 'Give one of --follow and --export.');
  }
  const sinceMs = clock.nowMs() - (options.durationMs('since') ?? DEFAULT_SINCE_MS);
  const filter = filterOf(context, options);
  if (options.has('follow')) return follow(context, filter, sinceMs);
  const answer = await readPages(session, { ...filter, sinceMs });
  const entries = [...answer.entries].reverse();
  if (entries.length === MOST) output.note(`These are the newest ${MOST}; --since shows fewer at once.`);
  if (file !== undefined) {
    const [{ writeTrailFile }, { intoNamedFile }] = await Promise.all([
      import('./written-trail'),
      import('../words/output-file'),
    ]);
    const nameOf = (id: string): string => trailAccount(id, answer.names);
    await intoNamedFile(() => writeTrailFile(file, answer.entries, nameOf));
    output.note(`${entries.length} lines are in ${file}.`);
    return;
  }
  for (const gap of answer.gaps) output.note(`A gap: ${gap}`);
  output.answer({ schema: 'axiom-tokens.trail.v1', entries, gaps: answer.gaps }, (shown) =>
    entries.length === 0
      ? 'No token was handed out, and none refused, in this time.'
      : shown.entries.map((entry) => trailLine(entry, answer.names)).join('\n'),
  );
}

type Filter = Omit<Calls['trail.query']['params'], 'sinceMs' | 'most' | 'before'>;

/** Reads page by page, at most {@link MOST} entries. */
async function readPages(
  session: CommandContext['session'],
  filter: Filter & { readonly sinceMs: number },
): Promise<Pick<Calls['trail.query']['result'], 'entries' | 'gaps' | 'names'>> {
  const { entries, gaps, names, next } = await session.call('trail.query', { ...filter, most: MOST });
  const all = [...entries];
  for (let before = next; before !== undefined; ) {
    const page = await session.call('trail.query', { ...filter, most: MOST, before });
    all.push(...page.entries);
    before = page.next;
  }
  return { entries: all, gaps, ...(names && { names }) };
}

function filterOf({ settings }: CommandContext, options: ParsedOptions): Filter {
  const [consumer, tag] = [options.text('consumer'), options.text('tag')];
  if (tag !== undefined && !/^[0-9a-f]{8}$/.test(tag)) {
    throw usageError('A tag is eight of the digits 0 to 9 and a to f.', 'The trail and token --json show them.');
  }
  return {
    ...ofProfile(settings),
    ...(consumer === undefined ? {} : { consumer }),
    ...(tag === undefined ? {} : { tag }),
  };
}

/** Prints the entries oldest first, then each new one until it is stopped. An entry whose count grows is printed again. */
async function follow(context: CommandContext, filter: Filter, fromMs: number): Promise<void> {
  const { session, output, clock } = context;
  context.endTimeout();
  const printed = new Map<number, number>();
  for (let sinceMs = fromMs; ; ) {
    const { entries, names } = await nextLook(context, () => readPages(session, { ...filter, sinceMs }));
    for (const entry of [...entries].reverse()) {
      if (printed.get(entry.id) === entry.count) continue;
      printed.set(entry.id, entry.count);
      await output.line(output.isJson ? JSON.stringify(entry) : trailLine(shownValue(entry), names));
    }
    // The count of an entry from the last minute may still grow.
    sinceMs = Math.max(sinceMs, clock.nowMs() - 2 * 60_000);
    await pauseFor(context, LOOK_MS);
  }
}

type Look = Pick<Calls['trail.query']['result'], 'entries' | 'names'>;

/** Waits for the next poll. When many programs follow at once, the app asks each to wait longer. */
async function nextLook(context: CommandContext, look: () => Promise<Look>): Promise<Look> {
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof AxiomTokenError) || error.code !== 'RATE_LIMITED') throw error;
      await pauseFor(context, error.retryAfterMs ?? LOOK_MS);
    }
  }
}
