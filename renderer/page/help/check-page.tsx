// "Check this computer": runs the checks as soon as it is opened, and lists the results. Main does the checks, and copies the report.
import { useEffect, useState } from 'preact/hooks';
import type { CheckFinding } from '../../../preload/contract/check-schema';
import { CHECK_LOOKS, checkSummary, inOrder } from '../../model/check-model';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { Shape } from '../../view/shape';

export function CheckPage() {
  const { api, announce } = useApp();
  const [findings, setFindings] = useState<readonly CheckFinding[] | undefined>(undefined);
  const [isCopied, setIsCopied] = useState(false);
  const looking = useCall();
  const copying = useCall();

  const look = async () => {
    setIsCopied(false);
    const outcome = await looking.run(() => api.checkComputer(undefined));
    if (!outcome?.ok) return;
    setFindings(outcome.value.findings);
    announce(checkSummary(outcome.value.findings).words);
  };
  const copy = async () => {
    setIsCopied(false);
    const outcome = await copying.run(() => api.copyCheckReport(undefined));
    if (!outcome?.ok) return;
    setIsCopied(true);
    announce(COPIED);
  };
  useEffect(() => void look(), []);

  const failure = looking.failure ?? copying.failure;
  const { tone, words } = checkSummary(findings ?? []);
  return (
    <PageFrame
      title="Check this computer"
      under="Whether this computer has what the app needs, line by line. Nothing is changed, and no secret is shown."
    >
      <div>
        {looking.isBusy ? (
          <Notice tone="info" message="Looking…" remedy="This takes ten seconds at most." />
        ) : findings ? (
          <Notice tone={tone} message={words} />
        ) : null}
      </div>
      {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
      {findings ? (
        <ul class="card findings" aria-label="What was found" aria-busy={looking.isBusy ? 'true' : undefined}>
          {inOrder(findings).map((finding) => (
            <FindingLine key={`${finding.id} ${finding.detail}`} finding={finding} />
          ))}
        </ul>
      ) : null}
      <div class="copy-facts">
        <div class="actions">
          <Button isBusy={looking.isBusy} onPress={() => void look()}>
            Check again
          </Button>
          {findings ? (
            <Button isBusy={copying.isBusy} describedBy="report-hint" onPress={() => void copy()}>
              Copy the report
            </Button>
          ) : null}
        </div>
        {findings ? (
          <p class="hint" id="report-hint">
            {isCopied ? COPIED : 'For a bug report. Names of accounts and files may be in it; no token is.'}
          </p>
        ) : null}
      </div>
    </PageFrame>
  );
}

const COPIED = 'Copied. Paste it into the report.';

function FindingLine({ finding: { title, verdict, detail, remedy } }: { readonly finding: CheckFinding }) {
  const { tone, shape, word } = CHECK_LOOKS[verdict];
  return (
    <li class={`finding tone-${tone}`}>
      <Shape name={shape} />
      <div>
        <h2>
          {title}
          <span class="unseen">: {word}</span>
        </h2>
        <p>{detail}</p>
        {remedy === undefined || verdict === 'ok' ? null : <p class="finding-remedy">{remedy}</p>}
      </div>
    </li>
  );
}
