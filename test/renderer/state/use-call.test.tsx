// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { Outcome } from '../../../preload/contract/schemas';
import { type CallState, useCall } from '../../../renderer/state/use-call';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { actAndSettle, mountView } from '../../support/renderer/render-view';

type Answer = Outcome<string>;

/** A view with one call; each `run` waits for the answer from `answer`. */
async function openCall() {
  let call: CallState | undefined;
  const waiting: ((answer: Answer) => void)[] = [];
  const results: (Answer | undefined)[] = [];
  function Call() {
    call = useCall();
    return <p>{`${call.isBusy ? 'busy' : 'idle'} ${call.failure?.code ?? ''}`}</p>;
  }
  function Switch({ isShown }: { readonly isShown: boolean }) {
    return isShown ? <Call /> : null;
  }
  const view = await mountView(<Switch isShown />);
  const run = () =>
    actAndSettle(() => {
      void call
        ?.run(() => new Promise<Answer>((resolve) => waiting.push(resolve)))
        .then((result) => {
          results.push(result);
        });
    });
  return {
    view,
    run,
    answer: (answer: Answer) => actAndSettle(() => waiting.shift()?.(answer)),
    forget: () => actAndSettle(() => call?.forgetFailure()),
    takeAway: () => actAndSettle(() => render(<Switch isShown={false} />, view.place)),
    results,
    waiting,
  };
}

const done: Answer = { ok: true, value: 'done' };
const failed = (code: 'NETWORK' | 'CANCELLED'): Answer => ({ ok: false, failure: makeFailure(code) });

it('is busy until the answer comes, and returns it', async () => {
  const { view, run, answer, results } = await openCall();
  expect(view.text()).toBe('idle');
  await run();
  expect(view.text()).toBe('busy');
  await answer(done);
  expect(view.text()).toBe('idle');
  expect(results).toEqual([done]);
});

it('makes one call at a time: a second press asks nobody', async () => {
  const { run, answer, results, waiting } = await openCall();
  await run();
  await run();
  expect(waiting).toHaveLength(1);
  expect(results).toEqual([undefined]);
  await answer(done);
  await run();
  expect(waiting).toHaveLength(1);
});

it('keeps the failure until the next call begins', async () => {
  const { view, run, answer } = await openCall();
  await run();
  await answer(failed('NETWORK'));
  expect(view.text()).toBe('idle NETWORK');
  await run();
  expect(view.text()).toBe('busy');
});

it('forgets the failure on request', async () => {
  const { view, run, answer, forget } = await openCall();
  await run();
  await answer(failed('NETWORK'));
  await forget();
  expect(view.text()).toBe('idle');
});

it('counts cancelling as no failure, but returns it to the caller', async () => {
  const { view, run, answer, results } = await openCall();
  await run();
  await answer(failed('CANCELLED'));
  expect(view.text()).toBe('idle');
  expect(results).toEqual([failed('CANCELLED')]);
});

it('returns nothing when the view was removed meanwhile', async () => {
  const { run, answer, takeAway, results } = await openCall();
  await run();
  await takeAway();
  await answer(done);
  expect(results).toEqual([undefined]);
});
