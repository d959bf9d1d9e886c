// The list of profiles beside the page (above it in narrow windows), and the buttons to add an account, to pause and for Settings.
import type { ProfileStatus, UnknownEntryStatus } from '../../preload/contract/schemas';
import { isCountedDown, ringModel } from '../model/ring-model';
import { useApp } from '../state/app-context';
import { useNow } from '../state/use-now';
import { profileLine } from '../text/facet-words';
import { unknownEntryWords } from '../text/unknown-entry-words';
import { BrandMark } from '../view/brand-mark';
import { Icon } from '../view/icon';
import { PauseLink } from './pause-link';
import { MiniRing } from '../view/ring';
import { Shape } from '../view/shape';

export function Sidebar() {
  const { snapshot, route, go } = useApp();
  return (
    <nav class="sidebar" aria-label="Accounts">
      <p class="brand">
        <BrandMark />
        <span>Axiom Token Manager</span>
      </p>
      <ul class="profiles">
        {snapshot.profiles.map((profile) => (
          <ProfileItem
            key={profile.id}
            profile={profile}
            isCurrent={route.page === 'dashboard' && route.profileId === profile.id}
          />
        ))}
        {snapshot.unknownEntries.map((entry, position) => (
          <UnknownItem key={`unknown ${position}`} entry={entry} />
        ))}
      </ul>
      <button type="button" class="side-link" onClick={() => go('add-profile')}>
        <Icon name="plus" />
        <span>Add an account</span>
      </button>
      {snapshot.simulatorOrigin === undefined ? null : (
        <p class="origin">
          Connected to the simulator at <span>{snapshot.simulatorOrigin.replace(/^https?:\/\//, '')}</span>, not to
          Axiom.
        </p>
      )}
      <PauseLink />
      <button
        type="button"
        class="side-link"
        aria-current={route.page === 'programs' ? 'page' : undefined}
        onClick={() => go('programs')}
      >
        <Icon name="programs" />
        <span>Programs</span>
      </button>
      <button
        type="button"
        class="side-link settings"
        aria-current={route.page === 'settings' ? 'page' : undefined}
        onClick={() => go('settings')}
      >
        <Icon name="settings" />
        <span>Settings</span>
      </button>
    </nav>
  );
}

function ProfileItem({ profile, isCurrent }: { readonly profile: ProfileStatus; readonly isCurrent: boolean }) {
  const { go } = useApp();
  const nowMs = useNow();
  return (
    <li>
      <button
        type="button"
        class="profile"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => go('dashboard', profile.id)}
      >
        {isCountedDown(profile) ? <MiniRing model={ringModel(profile, nowMs)} /> : <StateShape profile={profile} />}
        <span class="profile-words">
          <span class="profile-name">{profile.name}</span>
          <span class="profile-line">{profileLine(profile, nowMs)}</span>
        </span>
      </button>
    </li>
  );
}

/** Profiles that need attention have a distinct shape, as in the tray. */
function StateShape({ profile: { headline } }: { readonly profile: ProfileStatus }) {
  return (
    <span class={`state-shape tone-${headline.tone}`}>
      <Shape name={headline.shape} kind={headline.kind} />
    </span>
  );
}

/** Not a button: this version cannot show the account. */
function UnknownItem({ entry }: { readonly entry: UnknownEntryStatus }) {
  const { name, line } = unknownEntryWords(entry);
  return (
    <li class="profile unknown">
      <Shape name="ring-dashed" />
      <span class="profile-words">
        <span class="profile-name">{name}</span>
        <span class="profile-line">{line}</span>
      </span>
    </li>
  );
}
