// The plot of the last refreshes: one bar per attempt, the newest on the right. A list for screen readers.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { plotModel } from '../model/plot-model';
import { useApp } from '../state/app-context';

/** As many as a snapshot holds at most. Fewer bars are aligned right, so that the newest is always there. */
const MAX_BARS = 24;

/** The plot of a profile. */
export function RefreshPlot({ profile }: { readonly profile: ProfileStatus }) {
  const { dates, ticker } = useApp();
  const model = plotModel(profile.attempts, ticker.secondMs(), dates);
  return (
    <section class="card" aria-labelledby="plot-title">
      <h2 id="plot-title">
        Last refreshes <span class="heading-aside">time to answer</span>
      </h2>
      {model.bars.length === 0 ? (
        <p class="quiet">None in this run yet. Each refresh leaves a bar here.</p>
      ) : (
        <>
          <ul class="plot">
            {model.bars.map((bar, index) => (
              <li
                key={bar.key}
                class={`bar tone-${bar.tone}`}
                title={bar.title}
                style={{ gridColumnStart: String(MAX_BARS - model.bars.length + index + 1) }}
              >
                <span class="bar-fill" style={{ height: `${bar.heightFraction * 100}%` }} />
                <span class="unseen">{bar.title}</span>
              </li>
            ))}
          </ul>
          <p class="plot-foot">
            <span>{model.from}</span>
            <span>{model.summary}</span>
            <span>{model.to}</span>
          </p>
        </>
      )}
    </section>
  );
}
