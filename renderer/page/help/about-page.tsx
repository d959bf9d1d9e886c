// "About": facts about this copy of the app, how to update it, that it is not made by Axiom, and help. Main provides the facts and copies them.
import { useEffect, useState } from 'preact/hooks';
import type { AppFact } from '../../../preload/contract/help-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { BrandMark } from '../../view/brand-mark';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';

export function AboutPage() {
  const { api, snapshot, showShortcuts, announce, go } = useApp();
  const [facts, setFacts] = useState<readonly AppFact[]>([]);
  const [isCopied, setIsCopied] = useState(false);
  const reading = useCall();
  const copying = useCall();
  const folder = useCall();
  useEffect(() => {
    void reading
      .run(() => api.describeApp(undefined))
      .then((outcome) => {
        if (outcome?.ok) setFacts(outcome.value.facts);
      });
  }, []);
  const copy = async () => {
    setIsCopied(false);
    const outcome = await copying.run(() => api.copyAppFacts(undefined));
    if (!outcome?.ok) return;
    setIsCopied(true);
    announce(COPIED);
  };
  const failure = reading.failure ?? copying.failure;
  return (
    <PageFrame
      title="About Axiom Token Manager"
      under={`Version ${snapshot.version}, MIT licence. Not made by Axiom Trade.`}
      above={<BrandMark />}
    >
      <section class="card settings-card" aria-labelledby="copy-title">
        <h2 id="copy-title">This copy</h2>
        <dl class="app-facts">
          {facts.map(({ name, value }) => (
            <div key={name} class="app-fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
        <div class="copy-facts">
          <Button isBusy={copying.isBusy} describedBy="copy-hint" onPress={() => void copy()}>
            Copy these facts
          </Button>
          <p class="hint" id="copy-hint">
            {isCopied ? COPIED : 'For a bug report. They contain no token, no account and not your name.'}
          </p>
        </div>
      </section>
      <section class="card settings-card" aria-labelledby="updates-title">
        <h2 id="updates-title">Updates</h2>
        <p class="quiet">
          The app does not update itself, and does not look for a newer version. Install the newer one over this one:
          accounts and tokens stay where they are.
        </p>
      </section>
      <section class="card settings-card" aria-labelledby="help-title">
        <h2 id="help-title">Help</h2>
        <p class="quiet">
          The log contains the system’s own error messages. It contains names of files, but no secrets.
        </p>
        {folder.failure ? <Notice tone="bad" message={failureWords(folder.failure)} isAlert /> : null}
        <div class="actions">
          <Button onPress={() => go('check')}>Check this computer…</Button>
          <Button isBusy={folder.isBusy} onPress={() => void folder.run(() => api.showLogFolder(undefined))}>
            Open the log folder
          </Button>
          <Button onPress={showShortcuts}>Keyboard shortcuts</Button>
          <Button onPress={() => void api.showLicences(undefined)}>Third-party licences</Button>
        </div>
      </section>
    </PageFrame>
  );
}

const COPIED = 'Copied. Paste it into the report.';
