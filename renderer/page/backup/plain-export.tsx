// On the backup page: exports one account's tokens into a plain file for another program. Main asks before it writes.
import { useState } from 'preact/hooks';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';

/** `profiles`: those that have tokens, at least one. */
export function PlainExport({ profiles }: { readonly profiles: readonly ProfileStatus[] }) {
  const { api, route, announce } = useApp();
  const call = useCall();
  const [chosenId, setChosenId] = useState(route.profileId);
  const [withRefreshToken, setWithRefreshToken] = useState(false);
  const [done, setDone] = useState<{ readonly what: string; readonly path: string } | undefined>(undefined);
  const chosen = profiles.find(({ id }) => id === chosenId) ?? profiles[0];
  if (!chosen) return null;
  const exportNow = async () => {
    setDone(undefined);
    const outcome = await call.run(() => api.exportTokens({ profileId: chosen.id, withRefreshToken }));
    if (!outcome?.ok) return;
    const what = withRefreshToken ? `Both tokens of ${chosen.name} are` : `The access token of ${chosen.name} is`;
    setDone({ what, path: outcome.value.path });
    announce(`${what} exported.`);
  };
  /** Resets what was said and ticked for the previous account. */
  const choose = (id: string) => {
    setChosenId(id);
    setDone(undefined);
    setWithRefreshToken(false);
    call.forgetFailure();
  };
  return (
    <section class="or plain-export" aria-labelledby="export-title">
      <h2 id="export-title">For another program: a plain file</h2>
      <p class="quiet small">
        One account in the form of the Rust client. It is not encrypted: every program of yours can read it, and it is
        outdated as soon as this app refreshes.
      </p>
      {profiles.length === 1 ? null : (
        <div class="field">
          <label for="export-account">Account</label>
          <select id="export-account" value={chosen.id} onChange={(event) => choose(event.currentTarget.value)}>
            {profiles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <label class="check">
        <input type="checkbox" checked={withRefreshToken} onChange={() => setWithRefreshToken(!withRefreshToken)} />
        <span>
          With the refresh token
          <span class="detail">
            A client that refreshes with it signs this app out. Without it only the access token is in the file.
          </span>
        </span>
      </label>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      {done === undefined ? null : (
        <div>
          <Notice
            tone="good"
            message={`${done.what} exported, and the file was read back to be sure.`}
            remedy="Delete the file when you no longer need it."
          />
          <p class="path">{done.path}</p>
        </div>
      )}
      <div class="actions">
        <Button isBusy={call.isBusy} onPress={() => void exportNow()}>
          {call.isBusy ? 'Exporting…' : `Export ${chosen.name} as a plain file…`}
        </Button>
      </div>
    </section>
  );
}
