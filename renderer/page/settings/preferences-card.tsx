// Theme and clipboard time; changes take effect at once. Part of the settings page.
import type { Preferences } from '../../../preload/contract/preferences-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { longDuration } from '../../text/duration';
import { Notice } from '../../view/notice';
import { Segments } from '../../view/segments';

const THEMES: readonly (readonly [Preferences['theme'], string])[] = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];
const CLIPBOARD_SECONDS = [10, 30, 60, 120, 300];

export function PreferencesCard() {
  const { api, snapshot } = useApp();
  const call = useCall();
  const { theme, clearClipboardAfterSeconds: present } = snapshot.preferences;
  const change = (preferences: Partial<Preferences>) => void call.run(() => api.changePreferences(preferences));
  const seconds = [...new Set([...CLIPBOARD_SECONDS, present])].sort((a, b) => a - b);
  return (
    <section class="card settings-card" aria-labelledby="window-title">
      <h2 id="window-title">Window and clipboard</h2>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <Segments
        name="theme"
        legend="Appearance"
        items={THEMES}
        chosen={theme}
        onChange={(value) => change({ theme: value })}
        showsLegend
      />
      <div class="field">
        <label for="clipboard">Clear a copied token from the clipboard after</label>
        <select
          id="clipboard"
          value={String(present)}
          onChange={(event) => change({ clearClipboardAfterSeconds: Number(event.currentTarget.value) })}
        >
          {seconds.map((value) => (
            <option key={value} value={String(value)}>
              {secondsWords(value)}
            </option>
          ))}
        </select>
        <p class="hint">Only if it is still there: what you copy later stays.</p>
      </div>
    </section>
  );
}

function secondsWords(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : longDuration(seconds * 1000);
}
