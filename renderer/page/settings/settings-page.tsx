// The settings: places of tokens, autostart, theme, clipboard, notifications, links to find, back up, restore and clear tokens, and "About".
import { useApp } from '../../state/app-context';
import { Button } from '../../view/button';
import { PageFrame } from '../../view/page-frame';
import { NotificationsCard } from './notifications-card';
import { PreferencesCard } from './preferences-card';
import { PlacesCard } from './places-card';
import { StartCard } from './start-card';

/** "Settings…". */
export function SettingsPage() {
  const { api, snapshot, go, showShortcuts } = useApp();
  return (
    <PageFrame title="Settings">
      <PlacesCard />
      <StartCard />
      <PreferencesCard />
      <NotificationsCard />
      <section class="card settings-card" aria-labelledby="leftovers-title">
        <h2 id="leftovers-title">Tokens left by other programs</h2>
        <p class="quiet">
          Trading programs often leave tokens in files. Find these files, and import the tokens or remove the files.
        </p>
        <div class="actions">
          <Button onPress={() => go('find-tokens')}>Find tokens on this computer…</Button>
        </div>
      </section>
      <section class="card settings-card" aria-labelledby="moving-title">
        <h2 id="moving-title">Moving and clearing</h2>
        <div class="actions">
          <Button onPress={() => go('back-up')}>Back up…</Button>
          <Button onPress={() => go('restore')}>Restore…</Button>
          <Button kind="danger-quiet" onPress={() => go('clear')}>
            Clear tokens…
          </Button>
        </div>
      </section>
      <section class="card settings-card" aria-labelledby="about-title">
        <h2 id="about-title">About</h2>
        <p class="quiet">Axiom Token Manager {snapshot.version}, MIT licence. Not made by Axiom Trade.</p>
        <div class="actions">
          <Button onPress={() => go('about')}>About this copy</Button>
          <Button onPress={showShortcuts}>Keyboard shortcuts</Button>
          <Button onPress={() => void api.showLicences(undefined)}>Third-party licences</Button>
        </div>
      </section>
    </PageFrame>
  );
}
