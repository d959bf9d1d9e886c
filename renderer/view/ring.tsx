// Draws the model of ring-model.ts: the big ring of the dashboard and the small one in the list of profiles.
import type { RingModel } from '../model/ring-model';

const TURN = 1000;
/** Half the width of the gap around the refresh mark, in thousandths of a turn. */
const MARK_HALF = 5;

/** The big ring with the time left in its middle. */
export function Ring({ model, label }: { readonly model: RingModel; readonly label: string }) {
  const isWord = !/\d/.test(model.value);
  return (
    <div class={`ring tone-${model.tone}`} role="img" aria-label={label}>
      <svg viewBox="0 0 200 200" aria-hidden="true">
        <Track radius={90} isDashed={model.isDashed} />
        <Left radius={90} fraction={model.leftFraction} />
        <RefreshMark fraction={model.refreshFraction} />
      </svg>
      <div class="ring-middle" aria-hidden="true">
        <span class={`ring-value ${isWord ? 'word' : ''}`}>{model.value}</span>
        <span class="ring-caption">{model.caption}</span>
      </div>
    </div>
  );
}

/** The ring of a profile in the list. */
export function MiniRing({ model }: { readonly model: RingModel }) {
  return (
    <svg class={`mini-ring tone-${model.tone}`} viewBox="0 0 200 200" aria-hidden="true">
      <Track radius={82} isDashed={model.isDashed} />
      <Left radius={82} fraction={model.leftFraction} />
    </svg>
  );
}

function Track({ radius, isDashed }: { readonly radius: number; readonly isDashed: boolean }) {
  return (
    <circle class={isDashed ? 'ring-track dashed' : 'ring-track'} cx="100" cy="100" r={radius} pathLength={TURN} />
  );
}

/** Drawn counter-clockwise from the top, so that its end moves clockwise while it gets shorter. */
function Left({ radius, fraction }: { readonly radius: number; readonly fraction: number }) {
  if (fraction <= 0) return null;
  return (
    <circle
      class="ring-left"
      cx="100"
      cy="100"
      r={radius}
      pathLength={TURN}
      stroke-dasharray={`${Math.round(fraction * TURN)} ${TURN}`}
      transform="rotate(-90 100 100) matrix(1 0 0 -1 0 200)"
    />
  );
}

function RefreshMark({ fraction }: { readonly fraction: number | undefined }) {
  if (fraction === undefined) return null;
  const turn = `rotate(${fraction * 360} 100 100)`;
  return (
    <g transform={turn}>
      <path class="ring-mark-gap" d={arcAround(90, MARK_HALF)} />
      <path class="ring-mark" d="M100 2v16" />
    </g>
  );
}

function arcAround(radius: number, half: number): string {
  const angle = (half / TURN) * 2 * Math.PI;
  const dx = radius * Math.sin(angle);
  const y = 100 - radius * Math.cos(angle);
  return `M${100 - dx} ${y}A${radius} ${radius} 0 0 1 ${100 + dx} ${y}`;
}
