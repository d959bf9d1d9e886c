// Refuses every change by a blocked program, except a pause. This check runs before all calls. Called by
// create-operations.ts.
import { AxiomTokenError } from '../../core/base/errors';
import type { CallContext, CallName, Operations } from '../../handout/operations';
import { consentHolder } from '../../handout/decide-consent';
import { defaultProfileId, profileNamed } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';

type World = Pick<OperationsWorld, 'core' | 'defaultAccount' | 'handout'>;

/**
 * What a call may change. `none`: nothing, or the gate decides (a token), or it is always allowed (a pause).
 * `account`: the accounts that it names, or the default one. `all`: something that all accounts share, or accounts
 * that are not known before the call runs.
 */
export const CONCERNS: Readonly<Record<CallName, 'none' | 'account' | 'all'>> = {
  ping: 'none',
  status: 'none',
  'profiles.list': 'none',
  'token.get': 'none',
  'consumers.list': 'none',
  'trail.query': 'none',
  doctor: 'none',
  pause: 'none',
  resume: 'all',
  'profiles.add': 'all',
  'profiles.default': 'all',
  'profiles.rename': 'account',
  'profiles.remove': 'account',
  refresh: 'account',
  'login.start': 'account',
  'login.answer': 'all',
  'login.cancel': 'all',
  logout: 'account',
  clear: 'account',
  import: 'account',
  backup: 'account',
  restore: 'all',
  migrate: 'account',
  'consumers.allow': 'account',
  'consumers.block': 'account',
  'consumers.forget': 'account',
  'consumers.policy': 'account',
};

/** The same calls. A call that would change something is refused if the user has blocked the program that asks. */
export function refuseBlockedChanges(operations: Operations, world: World): Operations {
  const guarded = Object.entries(operations).map(([name, run]) => [
    name,
    async (params: object, context: CallContext) => {
      for (const profileId of concernedBy(name as CallName, params, world)) refuseBlocked(world, context, profileId);
      return (run as (params: object, context: CallContext) => Promise<unknown>)(params, context);
    },
  ]);
  return Object.fromEntries(guarded) as Operations;
}

interface Naming {
  readonly profile?: string;
  readonly profiles?: readonly string[];
  readonly all?: boolean;
  readonly check?: boolean;
  readonly dryRun?: boolean;
}

/** The accounts for which the program must not be blocked. */
function concernedBy(name: CallName, params: Naming, world: World): readonly string[] {
  if (params.dryRun === true || (name === 'profiles.default' && params.profile === undefined)) return [];
  // A check is a refresh.
  const concern = name === 'status' && params.check === true ? 'account' : CONCERNS[name];
  if (concern === 'none') return [];
  const listed = world.core.registry.list();
  const all = listed.map(({ id }) => id);
  if (concern === 'all' || params.all === true) return all;
  const named = params.profiles ?? (params.profile === undefined ? undefined : [params.profile]);
  if (named === undefined) {
    const id = MEANS_ALL.has(name) ? undefined : defaultProfileId(world);
    return id === undefined ? all : [id];
  }
  const ids = named.flatMap((each) => profileNamed(listed, each)?.id ?? []);
  // A name that does not exist yet means a new account, so the call changes the list of accounts.
  return ids.length < named.length ? all : ids;
}

/** These calls mean all accounts when they name none. */
const MEANS_ALL: ReadonlySet<CallName> = new Set<CallName>(['clear', 'backup', 'status']);

/** @throws AxiomTokenError `DENIED` */
function refuseBlocked({ handout }: World, { consumer }: CallContext, profileId: string): void {
  if (handout.consents.decide({ profileId, consumer, kind: 'access' }).kind !== 'deny') return;
  throw new AxiomTokenError('DENIED', {
    message: `${consentHolder(consumer).name} is blocked for this account, so it may change neither this account nor what all accounts share.`,
    remedy: 'Do it in the window, or run it from a program that is not blocked. Nothing was changed.',
  });
}
