// The notification switches; each takes effect at once. Part of the settings page.
import type { Preferences } from '../../../preload/contract/preferences-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { CheckList } from '../../view/check-list';
import { Notice } from '../../view/notice';

type Switches = Preferences['notifications'];

/** In display order. */
const LABELS: Readonly<Record<keyof Switches, string>> = {
  trouble: 'Refreshing has failed for 5 minutes, or the token expires',
  signedOut: 'Axiom has signed an account out',
  browserCheck: 'Axiom wants a browser check',
  unsaved: 'Tokens could not be saved for a minute',
  signInEnds: 'A sign-in ends soon',
  backToNormal: 'All is back to normal after one of these',
};
const NAMES = Object.keys(LABELS) as readonly (keyof Switches)[];
const ITEMS = NAMES.map((id) => ({ id, label: LABELS[id] }));

export function NotificationsCard() {
  const { api, snapshot } = useApp();
  const call = useCall();
  const { notifications } = snapshot.preferences;
  const change = (chosen: ReadonlySet<string>) => {
    const changed = NAMES.filter((name) => chosen.has(name) !== notifications[name]);
    const switches: Partial<Switches> = Object.fromEntries(changed.map((name) => [name, chosen.has(name)]));
    void call.run(() => api.changePreferences({ notifications: switches }));
  };
  return (
    <section class="card settings-card" aria-labelledby="notifications-title">
      <h2 id="notifications-title">Notifications</h2>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <CheckList
        name="notifications"
        legend="Notify me on the desktop when"
        items={ITEMS}
        chosen={new Set(NAMES.filter((name) => notifications[name]))}
        onChange={change}
      />
      <p class="hint">While everything is paused, only a sign-out by Axiom and unsaved tokens are reported.</p>
    </section>
  );
}
