// "Programs": the rule for new programs of each account, and the decisions about known ones. Revoking or allowing takes one press; main accepts
// allowing only right after a real press.
import { useEffect, useState } from 'preact/hooks';
import type { ProgramPolicy, ProgramStatus } from '../../../preload/contract/programs-schema';
import type { CallRequest, Outcome, ProfileStatus, RendererApi } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { ACTION_WORDS, type ProgramAction, takesAway, trailFilterOf } from '../../model/program-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { SocketTroubleNote } from '../../view/socket-trouble-note';
import { Segments } from '../../view/segments';
import { ProgramItem } from './program-item';
import { usePrograms } from './use-programs';

const POLICIES: readonly (readonly [ProgramPolicy, string])[] = [
  ['notify', 'Allow, notify me'],
  ['ask', 'Ask me first'],
];

export function ProgramsPage() {
  const { snapshot, dates, go, api, announce } = useApp();
  const { reply, failure, look } = usePrograms();
  const call = useCall();
  const [done, setDone] = useState<string | undefined>(undefined);
  /** A chosen rule that main's answers do not contain yet. */
  const [picked, setPicked] = useState<{ readonly profileId: string; readonly policy: ProgramPolicy } | undefined>();
  useEffect(() => setPicked(undefined), [reply]);
  const run = async (change: () => Promise<Outcome<unknown>>, words: string) => {
    setDone(undefined);
    const outcome = await call.run(change);
    look();
    if (!outcome?.ok) return setPicked(undefined);
    setDone(words);
    announce(words);
  };
  const act = (program: ProgramStatus, action: ProgramAction) => {
    const about = { profileId: program.profileId, programId: program.id };
    const end = takesAway(action) ? endWords(program) : '';
    return run(() => CHANGES[action](api, about), `${ACTION_WORDS[action].done(program.name)}${end}`);
  };
  /** When a token that the program may still have expires. */
  const endWords = ({ profileId, lastUsedAtMs }: ProgramStatus) => {
    const endsAtMs = snapshot.profiles.find(({ id }) => id === profileId)?.expiresAtMs;
    if (lastUsedAtMs === undefined || endsAtMs === undefined) return '';
    return ` A token that it already has works until it expires, at ${dates.clockMinute(endsAtMs)} at the latest.`;
  };
  const setPolicy = ({ id: profileId, name }: ProfileStatus, policy: ProgramPolicy) => {
    setPicked({ profileId, policy });
    return policy === 'ask'
      ? run(
          () => api.askAboutPrograms({ profileId }),
          `From now on you are asked before a new program gets a token of ${name}.`,
        )
      : run(
          () => api.notifyOfPrograms({ profileId }),
          `From now on new programs get tokens of ${name}, and you are notified.`,
        );
  };
  const policyOf = (profileId: string): ProgramPolicy =>
    picked?.profileId === profileId
      ? picked.policy
      : (reply?.policies.find((each) => each.profileId === profileId)?.policy ?? 'notify');
  return (
    <PageFrame
      title="Programs"
      under="What has asked for tokens, and what you have decided."
      width="wide"
      beside={<Button onPress={() => go('trail')}>What they were given</Button>}
    >
      {failure ? (
        <Notice tone="bad" message={failureWords(failure)} isAlert>
          <Button onPress={look}>Try again</Button>
        </Notice>
      ) : null}
      <SocketTroubleNote trouble={reply?.socketTrouble} />
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      {done === undefined ? null : <Notice tone="good" message={done} />}
      {reply
        ? snapshot.profiles.map((profile) => (
            <section key={profile.id} class="card programs-card" aria-labelledby={`programs-${profile.id}`}>
              <div class="programs-head">
                <h2 id={`programs-${profile.id}`}>{profile.name}</h2>
                <Segments
                  name={`policy-${profile.id}`}
                  legend="When a new program asks"
                  showsLegend
                  items={POLICIES}
                  chosen={policyOf(profile.id)}
                  onChange={(policy) => void setPolicy(profile, policy)}
                />
              </div>
              <Programs
                programs={reply.programs.filter(({ profileId }) => profileId === profile.id)}
                policy={policyOf(profile.id)}
                onAct={(program, action) => void act(program, action)}
                onTrail={(program) => go('trail', program.profileId, trailFilterOf(program))}
              />
            </section>
          ))
        : null}
    </PageFrame>
  );
}

type About = CallRequest<'blockProgram'>;

const CHANGES: Readonly<Record<ProgramAction, (api: RendererApi, about: About) => Promise<Outcome<unknown>>>> = {
  allow: (api, about) => api.allowProgram(about),
  block: (api, about) => api.blockProgram(about),
  withdraw: (api, about) => api.forgetProgram(about),
  unblock: (api, about) => api.forgetProgram(about),
};

interface ProgramsProps {
  readonly programs: readonly ProgramStatus[];
  readonly policy: ProgramPolicy;
  readonly onAct: (program: ProgramStatus, action: ProgramAction) => void;
  readonly onTrail: (program: ProgramStatus) => void;
}

function Programs({ programs, policy, onAct, onTrail }: ProgramsProps) {
  if (programs.length === 0) return <p class="quiet">No program has asked for a token of this account yet.</p>;
  return (
    <ul class="program-list">
      {programs.map((program) => (
        <ProgramItem
          key={program.id}
          program={program}
          policy={policy}
          onAct={(action) => onAct(program, action)}
          onTrail={() => onTrail(program)}
        />
      ))}
    </ul>
  );
}
