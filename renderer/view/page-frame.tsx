// The frame of a page: "Back" if there is a page above, the heading, then the content. Sets the focus when the page opens.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../state/app-context';
import { parentOf } from '../state/route';
import { AllPausedNote } from './all-paused-note';
import { Icon } from './icon';
import { ReplacedCopyNote } from './replaced-copy-note';
import { useKeptFocus } from './use-kept-focus';

export interface PageFrameProps {
  readonly title: string;
  /** Above the title: the mark. */
  readonly above?: ComponentChildren;
  /** Beside the title: a badge, the headline. */
  readonly beside?: ComponentChildren;
  /** One small line under the title. */
  readonly under?: ComponentChildren;
  readonly width?: 'wide' | 'narrow' | 'slim';
  readonly onBack?: () => void;
  readonly children: ComponentChildren;
}

/** After a navigation the focus goes to the field marked `data-first`, else to the heading. */
export function PageFrame({ title, above, beside, under, width = 'narrow', onBack, children }: PageFrameProps) {
  const { route, snapshot, goBack } = useApp();
  const page = useRef<HTMLElement>(null);
  useKeptFocus(page);
  // A layout effect: after the paint the person may already have moved the focus.
  useLayoutEffect(() => {
    if (route.isAutomatic) return;
    const first = page.current?.querySelector<HTMLElement>('[data-first]');
    (first ?? page.current?.querySelector<HTMLElement>('h1'))?.focus();
  }, []);
  const hasBack = onBack !== undefined || parentOf(route, snapshot) !== undefined;
  return (
    <main class={`page ${width}`} ref={page} aria-labelledby="page-title">
      {hasBack ? (
        <button type="button" class="back" onClick={onBack ?? goBack}>
          <Icon name="back" />
          Back
        </button>
      ) : null}
      {above}
      <header class="page-header">
        <div class="page-titles">
          <h1 id="page-title" tabIndex={-1}>
            {title}
          </h1>
          {under === undefined ? null : <p class="page-under">{under}</p>}
        </div>
        {beside}
      </header>
      <ReplacedCopyNote />
      {route.page === 'dashboard' ? null : <AllPausedNote />}
      {children}
    </main>
  );
}
