// The page of one profile: name, state and actions. Composes the other files of this folder.
import { useRef, useState } from 'preact/hooks';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { ActivityCard } from './activity-card';
import { ClaimsCard } from './claims-card';
import { ClockNote } from './clock-note';
import { OpenFileNote } from './open-file-note';
import { PausedNote } from './paused-note';
import { ProblemNote } from './problem-note';
import { RenameForm } from './rename-form';
import { RefreshPlot } from './refresh-plot';
import { SignInEndNote } from './sign-in-end-note';
import { StatusCard } from './status-card';
import { UndoNote } from './undo-note';
import { useApp, useProfile } from '../state/app-context';
import { DEMO_PROFILE_ID } from '../state/route';
import { accountWords } from '../text/account-words';
import { Button } from '../view/button';
import { IndexTroubleNote } from '../view/index-trouble-note';
import { HeadlineChip } from '../view/headline-chip';
import { PageFrame } from '../view/page-frame';

/** The dashboard of the route's profile. */
export function DashboardPage() {
  const profile = useProfile();
  const { go, snapshot } = useApp();
  const [isRenaming, setIsRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  if (!profile) {
    return (
      <PageFrame title="One moment" under="If nothing comes, choose an account from the list.">
        <Button onPress={() => go('welcome')}>Sign in</Button>
      </PageFrame>
    );
  }
  const account = accountWords(profile);
  const endRename = () => {
    setIsRenaming(false);
    renameButton.current?.focus();
  };
  return (
    <PageFrame
      title={profile.name}
      under={
        <>
          {account === undefined ? null : <span class="account">{account}</span>}
          {profile.isSimulator ? <span class="badge">Simulator</span> : null}
          {profile.id === DEMO_PROFILE_ID ? null : (
            <button
              type="button"
              class="link"
              aria-expanded={isRenaming ? 'true' : 'false'}
              ref={renameButton}
              // Ignores the second click of a double click.
              onClick={({ detail }) => (detail > 1 ? undefined : setIsRenaming(!isRenaming))}
            >
              Rename…
            </button>
          )}
          {profile.token === 'none' ? null : (
            <>
              <button type="button" class="link" onClick={() => go('back-up')}>
                Back up…
              </button>
              <button type="button" class="link" onClick={() => go('use-in-programs')}>
                Use it in your programs…
              </button>
            </>
          )}
        </>
      }
      beside={<HeadlineChip profile={profile} />}
      width="wide"
    >
      {isRenaming ? <RenameForm profile={profile} onEnd={endRename} /> : null}
      {isShownByProblem(profile, snapshot) ? null : <IndexTroubleNote />}
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
      <ClaimsCard profile={profile} />
    </PageFrame>
  );
}

/** Whether the profile's own problem already says what is wrong with the list of accounts. */
function isShownByProblem({ problem }: ProfileStatus, { indexTrouble }: Snapshot): boolean {
  return indexTrouble !== undefined && problem?.message.includes(indexTrouble.message) === true;
}
