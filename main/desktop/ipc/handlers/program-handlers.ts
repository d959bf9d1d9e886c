// Handlers for programs: consents and the rule for new programs. Only a person in the window calls them; they return no tokens.
import { AxiomTokenError } from '../../../core/base/errors';
import type { Consent, ConsentPolicy } from '../../../handout/consent';
import { PERSON } from '../../../handout/consumer';
import type { ChangedBy } from '../../../handout/handout';
import { shownText } from '../../../handout/shown-consumer';
import type { CallReply, Handlers } from '../../../../preload/contract/schemas';
import type { AppServices, ShownConsents } from '../app-services';

type ProgramCalls =
  | 'listPrograms'
  | 'notifyOfPrograms'
  | 'askAboutPrograms'
  | 'allowProgram'
  | 'blockProgram'
  | 'forgetProgram';

const BY_PERSON: ChangedBy = { consumer: PERSON, via: 'window' };
/** At most this many are shown. */
const MOST = 2000;

/** What these handlers need of the services. */
type ProgramServices = Pick<AppServices, 'registry' | 'activity' | 'socketTrouble'> & {
  readonly handout: { readonly consents: ShownConsents };
};

export function createProgramHandlers(services: ProgramServices): Pick<Handlers, ProgramCalls> {
  const { registry, activity } = services;
  const { consents } = services.handout;
  const setPolicy = async (profileId: string, policy: ConsentPolicy): Promise<void> => {
    const { id } = registry.get(profileId);
    const before = consents.policyOf(id);
    await consents.setPolicy(id, policy, BY_PERSON);
    if (before !== policy) activity.add('token', POLICY_WORDS[policy], id);
  };
  /** The consent by its id; it may have been forgotten since the page loaded. */
  const find = (profileId: string, id: string): Consent => {
    const found = consents.list(profileId).find((each) => each.id === id);
    if (found) return found;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'This program is not in the list any more.',
      remedy: 'The list shows what is remembered now. Nothing was changed.',
    });
  };
  return {
    async listPrograms() {
      const policies = registry.list().map(({ id }) => ({ profileId: id, policy: consents.policyOf(id) }));
      const socketTrouble = services.socketTrouble.read();
      const programs = consents.list().slice(0, MOST).map(toProgram);
      return { programs, policies, ...(socketTrouble ? { socketTrouble } : {}) };
    },
    notifyOfPrograms: ({ profileId }) => setPolicy(profileId, 'notify'),
    askAboutPrograms: ({ profileId }) => setPolicy(profileId, 'ask'),
    async allowProgram({ profileId, programId }) {
      const { id, name } = find(profileId, programId);
      await consents.allow(profileId, id, BY_PERSON, 'always');
      activity.add('token', `Always allowed to have tokens: ${shownText(name)}`, profileId);
    },
    async blockProgram({ profileId, programId }) {
      const { id, name } = find(profileId, programId);
      await consents.block(profileId, id, BY_PERSON);
      activity.add('token', `Blocked from tokens: ${shownText(name)}`, profileId);
    },
    async forgetProgram({ profileId, programId }) {
      const { id, name, decision } = find(profileId, programId);
      await consents.forget(profileId, id, BY_PERSON);
      const what = decision === 'allow' ? 'No longer allowed to have tokens' : 'No longer blocked from tokens';
      activity.add('token', `${what}: ${shownText(name)}`, profileId);
    },
  };
}

const POLICY_WORDS: Readonly<Record<ConsentPolicy, string>> = {
  notify: 'New programs get tokens from now on, and you are notified',
  ask: 'New programs get tokens from now on only after a question to you',
};

function toProgram(consent: Consent): CallReply<'listPrograms'>['programs'][number] {
  const { id, profileId, name, programId, decision, scope, by, kind, decidedAtMs, lastUsedAtMs } = consent;
  return {
    ...{ id, profileId, decision, scope, by, decidedAtMs },
    name: shownText(name),
    programId: shownText(programId),
    ...(kind === undefined ? {} : { isAboutRefreshToken: true as const }),
    ...(lastUsedAtMs === undefined ? {} : { lastUsedAtMs }),
  };
}
