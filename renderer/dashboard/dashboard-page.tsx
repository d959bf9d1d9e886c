// The page of one profile: name, state and actions. Composes the parts in dashboard/.
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { ActivityCard } from './activity-card';
import { ClockNote } from './clock-note';
import { OpenFileNote } from './open-file-note';
import { PausedNote } from './paused-note';
import { ProblemNote } from './problem-note';
import { RefreshPlot } from './refresh-plot';
import { SignInEndNote } from './sign-in-end-note';
import { StatusCard } from './status-card';
import { UndoNote } from './undo-note';
import { useApp, useProfile } from '../state/app-context';
import { Button } from '../view/button';
import { IndexTroubleNote } from '../view/index-trouble-note';
import { HeadlineChip } from '../view/headline-chip';
import { PageFrame } from '../view/page-frame';

/** The dashboard of the route's profile. */
export function DashboardPage() {
  const profile = useProfile();
  const { go, snapshot } = useApp();
  if (!profile) {
    return (
      <PageFrame title="One moment" under="If nothing comes, choose an account from the list.">
        <Button onPress={() => go('welcome')}>Sign in</Button>
      </PageFrame>
    );
  }
  const badge = profile.isSimulator ? <span class="badge">Simulator</span> : null;
  return (
    <PageFrame
      title={profile.name}
      under={
        profile.email === undefined && badge === null ? undefined : (
          <>
            {profile.email === undefined ? null : <span class="email">{profile.email}</span>}
            {badge}
          </>
        )
      }
      beside={<HeadlineChip profile={profile} />}
      width="wide"
    >
      {isToldByProblem(profile, snapshot) ? null : <IndexTroubleNote />}
      <PausedNote profile={profile} />
      <ProblemNote profile={profile} />
      <OpenFileNote profile={profile} />
      <UndoNote profile={profile} />
      <ClockNote profile={profile} />
      <SignInEndNote profile={profile} />
      <StatusCard profile={profile} />
      <div class="pair">
        <RefreshPlot profile={profile} />
        <ActivityCard profile={profile} />
      </div>
    </PageFrame>
  );
}

/** Whether the profile's own problem quotes what is wrong with the list of accounts. */
function isToldByProblem({ problem }: ProfileStatus, { indexTrouble }: Snapshot): boolean {
  return indexTrouble !== undefined && problem?.message.includes(indexTrouble.message) === true;
}
