// The part of the fake API about programs: decisions change as in main, so that a page shows the result of a press.
import type { CallName } from '../../../../preload/contract/channels';
import type { ProgramPolicy, ProgramStatus } from '../../../../preload/contract/programs-schema';
import type { CallRequest, RendererApi } from '../../../../preload/contract/schemas';
import { makePrograms, makeTrail } from '../../make-programs';

type Answer = <Name extends CallName>(name: Name, answer: (request: never) => unknown) => RendererApi[Name];
type ProgramApi = Pick<
  RendererApi,
  | 'listPrograms'
  | 'notifyOfPrograms'
  | 'askAboutPrograms'
  | 'allowProgram'
  | 'blockProgram'
  | 'forgetProgram'
  | 'listTrail'
  | 'exportTrail'
>;

export function createFakePrograms(call: Answer, profileIds: () => readonly string[], nowMs: number): ProgramApi {
  let programs = makePrograms(nowMs);
  const policies = new Map<string, ProgramPolicy>();
  const change = (id: string, changed: Partial<ProgramStatus>): void => {
    programs = programs.map((each) =>
      each.id === id ? { ...each, by: 'person', decidedAtMs: nowMs, ...changed } : each,
    );
  };
  return {
    listPrograms: call('listPrograms', () => ({
      programs: programs.filter(({ profileId }) => profileIds().includes(profileId)),
      policies: profileIds().map((profileId) => ({ profileId, policy: policies.get(profileId) ?? 'notify' })),
    })),
    notifyOfPrograms: call('notifyOfPrograms', ({ profileId }: CallRequest<'notifyOfPrograms'>) => {
      policies.set(profileId, 'notify');
    }),
    askAboutPrograms: call('askAboutPrograms', ({ profileId }: CallRequest<'askAboutPrograms'>) => {
      policies.set(profileId, 'ask');
    }),
    allowProgram: call('allowProgram', ({ programId }: CallRequest<'allowProgram'>) =>
      change(programId, { decision: 'allow', scope: 'always' }),
    ),
    blockProgram: call('blockProgram', ({ programId }: CallRequest<'blockProgram'>) =>
      change(programId, { decision: 'deny', scope: 'always' }),
    ),
    forgetProgram: call('forgetProgram', ({ programId }: CallRequest<'forgetProgram'>) => {
      programs = programs.filter(({ id }) => id !== programId);
    }),
    listTrail: call('listTrail', ({ most, ...filter }: CallRequest<'listTrail'>) => {
      const wanted = makeTrail(nowMs).filter(
        (entry) =>
          (filter.tag === undefined || entry.tag === filter.tag) &&
          (filter.event === undefined || entry.event === filter.event) &&
          (filter.profileId === undefined || entry.profileId === filter.profileId) &&
          (filter.sinceMs === undefined || entry.lastAtMs >= filter.sinceMs) &&
          (filter.consumer === undefined || entry.program.includes(filter.consumer)),
      );
      return {
        entries: wanted.slice(0, most),
        hasMore: wanted.length > most,
        gaps: ['Entries 311 to 313 are missing: lost, damaged or taken out.'],
      };
    }),
    exportTrail: call('exportTrail', ({ format }: CallRequest<'exportTrail'>) => ({
      path: `/home/you/Documents/axiom-trail.${format}`,
      count: 4120,
    })),
  };
}
