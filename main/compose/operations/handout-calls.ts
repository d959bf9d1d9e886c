// The calls about programs: the panic switch, what persons have decided, and the trail.
import { AxiomTokenError } from '../../core/base/errors';
import type { CallContext, Operations } from '../../handout/operations';
import type { ChangedBy } from '../../handout/handout';
import { trailPage } from '../../handout/trail-page';
import { chosenProfile } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';

type HandoutCalls =
  | 'pause'
  | 'resume'
  | 'trail.query'
  | 'consumers.list'
  | 'consumers.allow'
  | 'consumers.block'
  | 'consumers.forget'
  | 'consumers.policy';

/** More lines of gaps tell nothing more. */
const MOST_GAPS = 100;

export function createHandoutCalls(world: OperationsWorld): Pick<Operations, HandoutCalls> {
  const { core, handout } = world;
  const { pause, consents, trail } = handout;
  const idOf = (named: string | undefined): string => chosenProfile(world, named).id;

  return {
    async pause({ reason }, context) {
      const wasPaused = pause.state.isPaused;
      const copy = world.clearCopied();
      try {
        pause.pause(changedBy(context), reason);
      } finally {
        const also = (await copy) ? '; the copied token was taken off the clipboard' : '';
        if (!wasPaused) {
          core.activity.add(
            'app',
            `Everything paused by ${context.consumer.name}: no token leaves, nothing is refreshed${also}`,
          );
        }
      }
      return { paused: true };
    },

    async resume(_params, context) {
      refuseUnattended(context);
      const wasPaused = pause.state.isPaused;
      try {
        pause.resume(changedBy(context));
      } finally {
        if (wasPaused && !pause.state.isPaused) core.activity.add('app', `Resumed by ${context.consumer.name}`);
      }
      return { paused: false };
    },

    async 'trail.query'({ profile, before, ...filter }) {
      const wanted = profile === undefined ? filter : { ...filter, profileId: idOf(profile) };
      const { entries, gaps } = await trail.look(wanted, before === undefined ? 'first' : 'later');
      return { ...trailPage(entries, before), gaps: before === undefined ? gaps.slice(0, MOST_GAPS) : [] };
    },

    async 'consumers.list'({ profile }) {
      const profileId = profile === undefined ? undefined : idOf(profile);
      const policies = consents.policies();
      return {
        policies: profileId === undefined ? policies : { [profileId]: consents.policyOf(profileId) },
        consents: consents.list(profileId),
      };
    },

    'consumers.allow': async ({ profile, consumer, scope }, context) =>
      consents.allow(idOf(profile), consumer, changedBy(context), scope),

    'consumers.block': async ({ profile, consumer }, context) =>
      consents.block(idOf(profile), consumer, changedBy(context)),

    'consumers.forget': async ({ profile, consumer }, context) => ({
      forgotten: await consents.forget(idOf(profile), consumer, changedBy(context)),
    }),

    async 'consumers.policy'({ profile, policy }) {
      const profileId = idOf(profile);
      await consents.setPolicy(profileId, policy);
      return { profile: profileId, policy };
    },
  };
}

function changedBy({ consumer, via }: CallContext): ChangedBy {
  return { consumer, via };
}

/** The way back from a pause is a person's: in the window, or in a terminal. */
function refuseUnattended({ consumer, via }: CallContext): void {
  if (via !== 'socket' || consumer.kind === 'person' || consumer.tty !== undefined) return;
  throw new AxiomTokenError('DENIED', {
    message: 'A program that runs without a terminal may not end the pause.',
    remedy: 'Press Resume in the window, or run axiom-tokens resume in a terminal.',
  });
}
