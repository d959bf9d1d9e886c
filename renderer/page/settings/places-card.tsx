// Where each account's tokens are kept, with a button to the page that moves them. Part of the settings page.
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { placeLine } from '../../model/place-model';
import { useApp } from '../../state/app-context';
import { DEMO_PROFILE_ID } from '../../state/route';
import { Button } from '../../view/button';

export function PlacesCard() {
  const { profiles } = useApp().snapshot;
  return (
    <section class="card settings-card" aria-labelledby="stores-title">
      <h2 id="stores-title">Where tokens are kept</h2>
      {profiles.length === 0 ? (
        <p class="quiet">There are no accounts yet.</p>
      ) : (
        <ul class="place-rows">
          {profiles.map((profile) => (
            <PlaceRow key={profile.id} profile={profile} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PlaceRow({ profile }: { readonly profile: ProfileStatus }) {
  const { go } = useApp();
  const { id, name, headline } = profile;
  const isDemo = id === DEMO_PROFILE_ID;
  const isSignedOut = headline.kind === 'none';
  return (
    <li class="place-row">
      <strong>{name}</strong>
      <span class="detail">
        {isDemo ? `${profile.place.label}. The demo account is never saved.` : placeLine(profile)}
      </span>
      {isDemo ? null : (
        <Button
          label={isSignedOut ? `Choose where to keep tokens of ${name}…` : `Move tokens of ${name}…`}
          onPress={() => go('store', id)}
        >
          {isSignedOut ? 'Choose…' : 'Move…'}
        </Button>
      )}
    </li>
  );
}
