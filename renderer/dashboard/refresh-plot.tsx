// The plot of a profile's refreshes over a day or a month: how long Axiom took, what failed, and whether there was a valid token. Slots are selected
// with the arrow keys, and read by a screen reader in words.
import { useState } from 'preact/hooks';
import type { PlotSpan } from '../../preload/contract/activity-schema';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { type PlotModel, plotModel } from '../model/plot-model';
import { useApp } from '../state/app-context';
import { useKeptChoice } from '../state/use-kept-choice';
import { useRefreshStatistics } from '../state/use-refresh-statistics';
import { Notice } from '../view/notice';
import { Segments } from '../view/segments';
import { HostTable } from './host-table';
import { PlotFigure } from './plot-figure';

const SPANS: readonly (readonly [PlotSpan, string])[] = [
  ['day', '24 hours'],
  ['month', '30 days'],
];

/** The plot of a profile. */
export function RefreshPlot({ profile }: { readonly profile: ProfileStatus }) {
  const { dates, ticker } = useApp();
  const [span, setSpan] = useKeptChoice<PlotSpan>('plot-span', 'day');
  const { statistics, failure } = useRefreshStatistics(profile, span);
  const model = statistics && plotModel(statistics, span, ticker.secondMs(), dates);
  return (
    <section class="card plot-card" aria-labelledby="plot-title">
      <div class="card-head">
        <h2 id="plot-title">Refreshes</h2>
        <Segments name="plot-span" legend="Time that is shown" items={SPANS} chosen={span} onChange={setSpan} />
      </div>
      {failure ? <Notice tone="bad" message={failureWords(failure)} /> : null}
      {model ? <Plot key={span} model={model} /> : <div class="plot-room" />}
    </section>
  );
}

function Plot({ model }: { readonly model: PlotModel }) {
  const [at, setAt] = useState<number | undefined>(undefined);
  const bar = at === undefined ? undefined : model.bars[at];
  if (model.hosts.length === 0 && model.share === undefined) {
    return <p class="quiet plot-room">None in this time. Each refresh leaves a bar here.</p>;
  }
  return (
    <>
      <PlotFigure model={model} at={at} onMove={setAt} />
      <p class="plot-words">
        {bar ? (
          <>
            <span class="sure">{bar.when}</span>
            <span class="following">{bar.words}</span>
          </>
        ) : (
          <>
            <span class="sure">{model.summary}</span>
            {model.share === undefined ? null : <span class="following">{model.share}</span>}
          </>
        )}
      </p>
      {model.hosts.length === 0 ? null : <HostTable hosts={model.hosts} />}
    </>
  );
}
