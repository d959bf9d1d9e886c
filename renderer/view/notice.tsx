// A note under a title or in a form: what happened, and what to do. A screen reader reads an alert at once.
import type { ComponentChildren } from 'preact';
import type { Headline } from '../../preload/contract/headline-schema';
import type { Tone } from '../text/facet-words';
import { Shape } from './shape';

export interface NoticeProps {
  readonly tone: Tone;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly isAlert?: boolean;
  readonly id?: string;
  /** A button that does what the remedy says. */
  readonly children?: ComponentChildren;
}

const SHAPES: Readonly<Record<Tone, Headline['shape']>> = {
  bad: 'triangle',
  attention: 'ring-alert',
  info: 'ring-alert',
  idle: 'ring-bars',
  good: 'ring-check',
};

export function Notice({ tone, message, remedy, isAlert = false, id, children }: NoticeProps) {
  return (
    <div class={`notice tone-${tone}`} role={isAlert ? 'alert' : undefined} id={id}>
      <Shape name={SHAPES[tone]} />
      <div>
        <p class="notice-message">{message}</p>
        {remedy === undefined || remedy === '' ? null : <p>{remedy}</p>}
        {children}
      </div>
    </div>
  );
}
