// The first page: the four ways to sign in. Also reached from a signed-out card and from the tray.
import type { JSX } from 'preact';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { useApp, useProfile } from '../../state/app-context';
import { DEMO_PROFILE_ID, hasCards } from '../../state/route';
import { useCall } from '../../state/use-call';
import { BrandMark } from '../../view/brand-mark';
import { Button } from '../../view/button';
import { Icon, type IconName } from '../../view/icon';
import { IndexTroubleNote } from '../../view/index-trouble-note';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { UnknownEntriesNote } from '../../view/unknown-entries-note';

const REFUSAL_ID = 'refusal';

/** The four ways, ordered by how well they work with Axiom's checks. */
export function WelcomePage() {
  const { api, snapshot, route, go } = useApp();
  const profile = useProfile();
  const demo = useCall();
  const { realAccountRefusal: refusal, simulatorOrigin } = snapshot;
  const site =
    simulatorOrigin === undefined
      ? 'On axiom.trade itself, with any check that it asks for'
      : 'On the simulator’s own page';
  const startDemo = async () => {
    const outcome = await demo.run(() => api.startDemo(undefined));
    if (outcome?.ok) go('dashboard', DEMO_PROFILE_ID);
  };
  const isKeychainFine = profile === undefined || (profile.place.kind === 'keychain' && !hasStorageProblem(profile));
  const whose = hasCards(snapshot) && profile ? `Sign in to ${profile.name}` : 'Stay signed in to Axiom';

  return (
    <PageFrame
      title={whose}
      under={
        <span>
          {`Your tokens are ${isKeychainFine ? 'kept in this computer’s keychain, ' : ''}refreshed before they expire, and `}
          <button type="button" class="link in-text" onClick={() => go('use-in-programs', route.profileId)}>
            handed to your own programs
          </button>
          .
        </span>
      }
      above={<BrandMark />}
      width="slim"
    >
      {refusal === undefined ? null : (
        <Notice tone="attention" id={REFUSAL_ID} message="Only the demo account works in this run." remedy={refusal} />
      )}
      {refusal === undefined && profile && hasStorageProblem(profile) ? <StorageProblem profile={profile} /> : null}
      <IndexTroubleNote />
      <UnknownEntriesNote />
      {demo.failure ? <Notice tone="bad" {...demo.failure} isAlert /> : null}
      <ul class="ways">
        <Way
          icon="window"
          title="Sign in with a browser window"
          detail={site}
          isOff={refusal !== undefined}
          isMain={refusal === undefined}
          onPress={() => go('browser', route.profileId)}
        />
        <Way
          icon="mail"
          title="Sign in with e-mail and password"
          detail="And the 6-digit code that Axiom sends"
          isOff={refusal !== undefined}
          onPress={() => go('password', route.profileId)}
        />
        <Way
          icon="tokens"
          title="I have tokens"
          detail="Paste them, or open a file or a backup"
          isOff={refusal !== undefined}
          onPress={() => go('tokens', route.profileId)}
        />
        <Way
          icon="play"
          title={demo.isBusy ? 'Starting the demo…' : 'Try the demo account'}
          detail="A simulator on this computer; nothing leaves it"
          isMain={refusal !== undefined}
          isBusy={demo.isBusy}
          onPress={() => void startDemo()}
        />
      </ul>
      <footer class="welcome-foot">
        <p>
          Tokens go to {simulatorOrigin === undefined ? 'Axiom' : 'the simulator'} and nowhere else. No account with us,
          no telemetry.
        </p>
        <button type="button" class="link" onClick={() => go('settings')}>
          Settings
        </button>
      </footer>
    </PageFrame>
  );
}

function hasStorageProblem({ storage }: ProfileStatus): boolean {
  return !['opening', 'saved', 'unsaved', 'corrupt'].includes(storage);
}

/** Signing in works without a working store, but the person should know. */
function StorageProblem({ profile }: { readonly profile: ProfileStatus }): JSX.Element {
  const { go } = useApp();
  const wantsPassphrase = profile.headline.action === 'enter-passphrase';
  return (
    <Notice
      tone="attention"
      message={profile.problem?.message ?? `${profile.headline.label}.`}
      remedy={
        wantsPassphrase
          ? 'If you sign in now, the new tokens are saved once you have entered the passphrase. Until then they are in memory only.'
          : 'You can sign in all the same. The tokens are in memory only until you choose where to keep them.'
      }
    >
      <Button onPress={() => go(wantsPassphrase ? 'passphrase' : 'store', profile.id)}>
        {wantsPassphrase ? 'Enter the passphrase' : 'Choose where to keep tokens'}
      </Button>
    </Notice>
  );
}

interface WayProps {
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  /** Not possible in this run; the reason is shown above. */
  readonly isOff?: boolean;
  /** The recommended one: it has the accent colour. */
  readonly isMain?: boolean;
  readonly isBusy?: boolean;
  readonly onPress: () => void;
}

function Way({ icon, title, detail, isOff = false, isMain = false, isBusy = false, onPress }: WayProps): JSX.Element {
  const isDisabled = isOff || isBusy;
  return (
    <li>
      <button
        type="button"
        class={`way ${isMain ? 'main' : ''}`}
        aria-disabled={isDisabled ? 'true' : undefined}
        aria-describedby={isOff ? REFUSAL_ID : undefined}
        onClick={() => (isDisabled ? undefined : onPress())}
      >
        <span class="way-icon">
          <Icon name={icon} />
        </span>
        <span class="way-words">
          <span class="way-title">{title}</span>
          <span class="way-detail">{detail}</span>
        </span>
        <Icon name="chevron" />
      </button>
    </li>
  );
}
