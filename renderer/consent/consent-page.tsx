// The page of the consent prompt: who asks, for what, and the buttons that decide. Only a button decides; Escape means "Not now". Buttons work only after a short time,
// so that keys typed for another window answer nothing.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PromptAnswer, PromptButton, PromptView } from '../../preload/contract/prompt-view';
import { Button } from '../view/button';
import { createPressDelay, type PressDelay } from './press-delay';

export interface ConsentPageProps {
  readonly view: PromptView;
  readonly onAnswer: (question: number, answer: PromptAnswer) => void;
  readonly time: PromptTime;
}

/** Clock and timers of the page. */
export interface PromptTime {
  monotonicMs(): number;
  /** The result cancels the timer. */
  setTimer(delayMs: number, run: () => void): () => void;
}

export function ConsentPage({ view, onAnswer, time }: ConsentPageProps) {
  const { question, isGrave } = view;
  const delay = useRef<PressDelay | undefined>(undefined);
  delay.current ??= createPressDelay();
  const isReady = useReady(delay.current, question, time);
  const refuse = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    refuse.current?.querySelector('button')?.focus();
  }, [question]);
  const answer = (given: PromptAnswer) => {
    if (delay.current?.press(time.monotonicMs())) onAnswer(question, given);
  };
  const buttons = (all: readonly PromptButton[]) =>
    all.map((button) => (
      <Button
        key={button.answer}
        kind={button.answer === 'once' ? (isGrave ? 'danger' : 'accent') : 'plain'}
        isBusy={!isReady}
        onPress={() => answer(button.answer)}
      >
        {button.label}
      </Button>
    ));
  return (
    <div
      class="prompt"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="prompt-title"
      aria-describedby="prompt-gets prompt-facts"
      onKeyDownCapture={(event) => {
        // A modifier alone types nothing, and may be part of switching to this window.
        if (MODIFIERS.has(event.key)) return;
        if (!delay.current?.press(time.monotonicMs())) return event.preventDefault();
        // A key that is held down was pressed before this question came.
        if (event.repeat && DECIDES.has(event.key)) return event.preventDefault();
        if (event.key === 'Escape') onAnswer(question, 'not-now');
      }}
    >
      <h1 id="prompt-title">{view.title}</h1>
      <div id="prompt-gets" class={isGrave ? 'prompt-gets grave' : 'prompt-gets'}>
        <strong>{view.gets}</strong>
        <p class="small">{view.meaning}</p>
      </div>
      <dl id="prompt-facts" class="prompt-facts">
        {view.facts.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
      </dl>
      <p class="prompt-more" aria-live="polite" hidden={view.waiting === undefined && view.next === undefined}>
        {[view.waiting, view.next].filter((words) => words !== undefined).join(' ')}
      </p>
      <div class="prompt-answers">
        <fieldset>
          <legend class="unseen">Allow</legend>
          <div class="prompt-buttons">{buttons(view.allow)}</div>
        </fieldset>
        <fieldset>
          <legend class="unseen">Do not allow</legend>
          <div class="prompt-buttons prompt-refuse" ref={refuse}>
            {buttons(view.refuse)}
          </div>
        </fieldset>
        <TimeLeft view={view} time={time} />
      </div>
    </div>
  );
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
const DECIDES: ReadonlySet<string> = new Set(['Enter', ' ', 'Escape']);

/** Whether the buttons work now. */
function useReady(delay: PressDelay, question: number, time: PromptTime): boolean {
  const [isReady, setReady] = useState(false);
  useLayoutEffect(() => {
    delay.begin(time.monotonicMs());
    setReady(false);
    let cancel = () => {};
    const look = () => {
      const leftMs = delay.leftMs(time.monotonicMs());
      if (leftMs === 0) setReady(true);
      else cancel = time.setTimer(leftMs, look);
    };
    look();
    return () => cancel();
  }, [question]);
  return isReady;
}

/** Counts down by itself; main closes the prompt. A screen reader gets the time once, not each second. */
function TimeLeft({ view, time }: { readonly view: PromptView; readonly time: PromptTime }) {
  const [leftMs, setLeftMs] = useState(view.leftMs);
  useLayoutEffect(() => {
    const endMs = time.monotonicMs() + view.leftMs;
    let cancel = () => {};
    const tick = () => {
      const now = Math.max(0, endMs - time.monotonicMs());
      setLeftMs(now);
      if (now > 0) cancel = time.setTimer(now % 1000 || 1000, tick);
    };
    tick();
    return () => cancel();
  }, [view]);
  return (
    <p class="prompt-left">
      Closes in <span aria-hidden="true">{Math.ceil(leftMs / 1000)} s</span>
      <span class="unseen">{Math.ceil(view.leftMs / 1000)} seconds</span>; then nothing is allowed.
    </p>
  );
}
