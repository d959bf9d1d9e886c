// `doctor --live`: one ordinary refresh of an account through the core (with lock, journal and save), and a report of the exchange with Axiom.
import type { Exchange } from '../adapters/http/tapped-transport';
import { type LiveReport, makeLiveReport } from '../adapters/doctor/live-report';
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import type { Clock } from '../core/ports/clock';
import type { Profile } from '../core/profiles/profile';

export interface LiveCheckParts {
  readonly profile: Pick<Profile, 'name' | 'manager' | 'refresher'>;
  /** The exchanges with Axiom that were recorded so far. */
  readonly exchanges: () => readonly Exchange[];
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly version: string;
}

const REFRESH_PATH = '/refresh-access-token';

/**
 * Refreshes once, and reports. A failed refresh is reported as well, because the answer of the server is useful then, too.
 * @throws AxiomTokenError `NOT_AUTHENTICATED` without tokens; `PAUSED`; a `STORAGE_*` error because of which nothing was sent
 */
export async function runLiveCheck({ profile, exchanges, clock, version }: LiveCheckParts): Promise<LiveReport> {
  const { manager, refresher, name } = profile;
  const before = manager.getTokens();
  if (!before) {
    throw (
      manager.storageFailure ??
      new AxiomTokenError('NOT_AUTHENTICATED', { message: `${name} is signed out, so there is nothing to refresh.` })
    );
  }
  const known = exchanges().length;
  const failure = await refresher.refresh('person').then(
    () => undefined,
    (error: unknown) => toAxiomTokenError(error),
  );
  const seen = exchanges()
    .slice(known)
    .filter(({ request }) => new URL(request.url).pathname === REFRESH_PATH);
  if (failure && seen.length === 0) throw failure;
  const after = manager.getTokens() ?? before;
  return makeLiveReport({
    version,
    atMs: clock.nowMs(),
    outcome: failure?.code ?? (seen.length > 0 ? 'refreshed' : 'not-sent'),
    exchanges: seen,
    before,
    after,
    storage: manager.storageFacet,
  });
}
