// The calls about programs: pause and resume, consents, and the audit trail.
import { AxiomTokenError } from '../../core/base/errors';
import type { CallContext, Operations } from '../../handout/operations';
import type { ChangedBy } from '../../handout/handout';
import type { ConsentScope } from '../../handout/consent';
import { isSameProgram } from '../../handout/known-consumers';
import { trailPage } from '../../handout/trail-page';
import { refuseUnlessAllowed } from './ask-user';
import { chosenProfile, idInTrail, namesOf } from './chosen-profile';
import { fileIdOf, typedPrograms, programsToForget } from './typed-program';
import type { OperationsWorld } from './operation-parts';

/** Words that follow "let it have tokens". */
const SCOPES: Readonly<Record<ConsentScope, string>> = {
  once: 'always',
  session: 'for its terminal session',
  run: 'until the app quits or the screen is locked',
  always: 'always',
  hour: 'for an hour',
};

type HandoutCalls =
  | 'pause'
  | 'resume'
  | 'trail.query'
  | 'consumers.list'
  | 'consumers.allow'
  | 'consumers.block'
  | 'consumers.forget'
  | 'consumers.policy';

/** More sentences about gaps would not help the reader. */
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
        const also = (await copy) ? '; the copied token was removed from the clipboard' : '';
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
      const wanted = profile === undefined ? filter : { ...filter, profileId: idInTrail(world, profile) };
      const { entries, gaps } = await trail.look(wanted, before === undefined ? 'first' : 'later');
      const names = namesOf(world);
      return { ...trailPage(entries, before), names, gaps: before === undefined ? gaps.slice(0, MOST_GAPS) : [] };
    },

    async 'consumers.list'({ profile }) {
      const profileId = profile === undefined ? undefined : idOf(profile);
      const policies = consents.policies();
      return {
        policies: profileId === undefined ? policies : { [profileId]: consents.policyOf(profileId) },
        consents: consents.list(profileId),
        names: namesOf(world),
      };
    },

    async 'consumers.allow'({ profile: named, consumer, scope = 'always' }, context) {
      const { id, name } = chosenProfile(world, named);
      const [typed] = await typedPrograms(world, id, consumer, 'allow');
      const meant = await consents.meant(id, typed);
      const task = `let ${meant.name} (${meant.programId}) have tokens of ${name} ${SCOPES[scope]}`;
      await refuseUnlessAllowed(world, context, [id], task, 'allows');
      return { ...(await consents.allow(id, meant.programId, changedBy(context), scope)), accountName: name };
    },

    async 'consumers.block'({ profile: named, consumer }, context) {
      const { id, name } = chosenProfile(world, named);
      const [meant, ...also] = await typedPrograms(world, id, consumer, 'block');
      const fileId = await fileIdOf(world, consumer);
      let blocked = await consents.block(id, meant, changedBy(context), fileId);
      for (const each of also) blocked = await consents.block(id, each, changedBy(context), fileId);
      return { ...blocked, accountName: name };
    },

    async 'consumers.forget'({ profile: named, consumer }, context) {
      const { id, name } = chosenProfile(world, named);
      const typed = await programsToForget(world, consumer);
      const meant = await Promise.all(typed.map((each) => consents.meant(id, each)));
      const blocked = meant.find(({ programId }) =>
        consents.list(id).some((each) => each.decision === 'deny' && isSameProgram(each.programId, programId)),
      );
      if (blocked) {
        const task = `have it forgotten that ${blocked.name} (${blocked.programId}) is blocked from tokens of ${name}`;
        await refuseUnlessAllowed(world, context, [id], task, 'allows');
      }
      const known = consents.list(id);
      const forgotten: string[] = [];
      for (const { programId } of meant) {
        forgotten.push(...(await consents.forget(id, programId, changedBy(context))));
      }
      const nameOf = (consentId: string): string => known.find((each) => each.id === consentId)?.name ?? consentId;
      return { forgotten, names: forgotten.map(nameOf) };
    },

    async 'consumers.policy'({ profile: named, policy }, context) {
      const { id, name } = chosenProfile(world, named);
      if (policy === 'notify' && consents.policyOf(id) !== 'notify') {
        const task = `let every new program have tokens of ${name}, and only notify you`;
        await refuseUnlessAllowed(world, context, [id], task, 'allows');
      }
      await consents.setPolicy(id, policy, changedBy(context));
      return { profile: id, name, policy };
    },
  };
}

function changedBy({ consumer, via }: CallContext): ChangedBy {
  return { consumer, via };
}

/** Only the user may end a pause: in the window, or in a terminal. */
function refuseUnattended({ consumer, via }: CallContext): void {
  if (via !== 'socket' || consumer.kind === 'person' || consumer.tty !== undefined) return;
  throw new AxiomTokenError('DENIED', {
    message: 'A program that runs without a terminal may not end the pause.',
    remedy: 'Press Resume in the window, or run axiom-tokens resume in a terminal.',
  });
}
