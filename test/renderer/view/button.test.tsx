// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Button } from '../../../renderer/view/button';
import { mountView } from '../../support/renderer/render-view';

it('calls its action when it is pressed', async () => {
  const presses: string[] = [];
  const view = await mountView(<Button onPress={() => presses.push('pressed')}>Do it</Button>);
  await view.press('Do it');
  expect(presses).toEqual(['pressed']);
});

it('while busy keeps the focus and does nothing', async () => {
  const presses: string[] = [];
  const view = await mountView(
    <Button isBusy onPress={() => presses.push('pressed')}>
      Doing it…
    </Button>,
  );
  await view.press('Doing it…');
  expect(presses).toEqual([]);
  expect(view.focused()).toBe('Doing it…');
  expect(view.find('button').getAttribute('aria-disabled')).toBe('true');
});

it.each([
  ['sends the form', false, 1],
  ['while busy does not send the form', true, 0],
] as const)('of the kind "submit" %s', async (_words, isBusy, times) => {
  let sent = 0;
  const view = await mountView(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sent += 1;
      }}
    >
      <Button type="submit" isBusy={isBusy}>
        Send
      </Button>
    </form>,
  );
  await view.press('Send');
  expect(sent).toBe(times);
});

it('can be described by another element', async () => {
  const view = await mountView(
    <>
      <p id="why">Not in this run.</p>
      <Button describedBy="why">Sign in</Button>
    </>,
  );
  expect(view.description(view.find('button'))).toBe('Not in this run.');
});

it('submits no form unless requested', async () => {
  let sent = 0;
  const view = await mountView(
    <form onSubmit={() => (sent += 1)}>
      <Button>Cancel</Button>
    </form>,
  );
  await view.press('Cancel');
  expect(sent).toBe(0);
});
