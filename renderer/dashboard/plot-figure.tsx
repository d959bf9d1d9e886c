// The drawing of the plot, whose slots can be selected with arrow keys or pointer. For a screen reader it is a slider over time whose value is read in words.
import type { PlotModel } from '../model/plot-model';

/** A label centred beyond this point would not fit. */
const NEAR_END = 0.93;

export interface PlotFigureProps {
  readonly model: PlotModel;
  /** The selected slot; absent when none is. */
  readonly at: number | undefined;
  readonly onMove: (at: number | undefined) => void;
}

export function PlotFigure({ model, at, onMove }: PlotFigureProps) {
  const { bars, scale, times } = model;
  const last = bars.length - 1;
  const selected = bars[at ?? last];
  const move = (event: KeyboardEvent) => {
    const next = nextPart(event.key, at, last);
    if (next === undefined) return;
    event.preventDefault();
    onMove(next);
  };
  return (
    <div class="plot-figure">
      <div class="plot-scale" aria-hidden="true">
        {scale.map(({ at: height, label }) => (
          <span key={label} style={{ bottom: `${height * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
      <div
        class="plot"
        role="slider"
        tabIndex={0}
        aria-label="Time of the plot"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={selected && `${selected.when}: ${selected.words}`}
        onKeyDown={move}
        onFocus={(event) => {
          // With a pointer, its position selects the slot.
          if (event.currentTarget.matches(':focus-visible')) onMove(at ?? last);
        }}
        onBlur={() => onMove(undefined)}
        onPointerLeave={(event) => {
          if (!event.currentTarget.matches(':focus-visible')) onMove(undefined);
        }}
      >
        {bars.map((bar, index) => (
          <span
            key={bar.fromMs}
            class={`plot-part ${index === at ? 'selected' : ''} valid-${bar.validity}`}
            onPointerEnter={() => onMove(index)}
          >
            <span class="plot-time">
              {bar.reach === undefined ? null : <span class="plot-reach" style={{ height: `${bar.reach * 100}%` }} />}
              {bar.height === undefined ? null : <span class="plot-bar" style={{ height: `${bar.height * 100}%` }} />}
            </span>
            <span class={bar.failureTone === undefined ? 'plot-failed' : `plot-failed tone-${bar.failureTone}`} />
            <span class="plot-valid" />
          </span>
        ))}
      </div>
      <div class="plot-rows" aria-hidden="true">
        <span>failed</span>
        <span>valid</span>
      </div>
      <div class="plot-times" aria-hidden="true">
        {times.map(({ at: place, label }) => (
          <span key={place} style={place > NEAR_END ? { right: '0', transform: 'none' } : { left: `${place * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The slot that a key selects; `undefined` for keys with another meaning. */
function nextPart(key: string, at: number | undefined, last: number): number | undefined {
  const from = at ?? last;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, from - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
