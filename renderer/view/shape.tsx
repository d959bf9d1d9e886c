// The headline's shapes, the same as in the tray plus a mark inside the triangle, so that they differ without colour. In a 16-unit box, in the colour of the surrounding text.
import type { JSX } from 'preact';
import type { Headline } from '../../preload/contract/headline-schema';

const RING = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />;
const LINE = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '2',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

const TRIANGLE = (
  <path
    d="M8 2.2 14.4 13.4H1.6Z"
    fill="currentColor"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linejoin="round"
  />
);
const IN_TRIANGLE = {
  fill: 'none',
  stroke: 'var(--shape-hole)',
  'stroke-width': '1.6',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

/** The mark in a headline's triangle instead of "!": clock hands for an expired token, a cross for a damaged sign-in. */
const MARKS: Readonly<Partial<Record<Headline['kind'], JSX.Element>>> = {
  expired: <path d="M7.6 5.9v4.3h3" {...IN_TRIANGLE} />,
  corrupt: <path d="M6.2 8.1l3.6 3.6M9.8 8.1l-3.6 3.6" {...IN_TRIANGLE} />,
};

const SHAPES: Readonly<Record<Headline['shape'], JSX.Element>> = {
  triangle: (
    <>
      {TRIANGLE}
      <path d="M8 6.2v3.4M8 11.7v.1" stroke="var(--shape-hole)" stroke-width="1.7" stroke-linecap="round" />
    </>
  ),
  padlock: (
    <>
      <rect x="2.8" y="7" width="10.4" height="7.2" rx="1.8" fill="currentColor" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" {...LINE} />
    </>
  ),
  'ring-alert': (
    <>
      {RING}
      <path d="M8 5.2v3.2M8 10.9v.1" {...LINE} stroke-width="1.8" />
    </>
  ),
  'ring-bars': (
    <>
      {RING}
      <path d="M6.6 6v4M9.4 6v4" {...LINE} stroke-width="1.6" />
    </>
  ),
  'ring-dashed': (
    <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.6 2.11" />
  ),
  'ring-open': <path d="M3.4 4.2A6 6 0 1 0 8 2M3.2 1.2v3.2h3.2" {...LINE} stroke-width="1.8" />,
  'ring-check': (
    <>
      {RING}
      <path d="M5.5 8.2 7.3 10l3.3-3.7" {...LINE} stroke-width="1.7" />
    </>
  ),
};

export interface ShapeProps {
  readonly name: Headline['shape'];
  /** The headline's kind: it selects the mark in a triangle. */
  readonly kind?: Headline['kind'];
}

/** Hidden from screen readers: the text beside it says the same. */
export function Shape({ name, kind }: ShapeProps) {
  const mark = kind && name === 'triangle' ? MARKS[kind] : undefined;
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      {mark ? [TRIANGLE, mark] : SHAPES[name]}
    </svg>
  );
}
