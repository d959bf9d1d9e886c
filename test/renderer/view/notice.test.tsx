// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Notice } from '../../../renderer/view/notice';
import { mountView } from '../../support/renderer/render-view';

it('says what happened, what to do, and offers to do it', async () => {
  const view = await mountView(
    <Notice tone="attention" message="The keychain is locked." remedy="Unlock it.">
      <button type="button">Unlock</button>
    </Notice>,
  );
  expect(view.text()).toBe('The keychain is locked. Unlock it. Unlock');
});

it.each([undefined, ''])('leaves no empty line for the remedy %j', async (remedy) => {
  const view = await mountView(<Notice tone="bad" message="No." remedy={remedy} />);
  expect(view.place.querySelectorAll('p')).toHaveLength(1);
});

it.each([
  ['as an alert', { isAlert: true }, ['It failed.']],
  ['not otherwise', {}, []],
])('is read out at once %s', async (_words, props, alerts) => {
  const view = await mountView(<Notice tone="bad" message="It failed." {...props} />);
  expect(view.names('alert')).toEqual(alerts);
});

it('distinguishes bad, attention, idle and good without colour', async () => {
  const view = await mountView(
    (['bad', 'attention', 'idle', 'good'] as const).map((tone) => <Notice key={tone} tone={tone} message={tone} />),
  );
  const shapes = [...view.place.querySelectorAll('svg')].map((svg) => svg.innerHTML);
  expect(new Set(shapes).size).toBe(4);
});

it('can be named by others', async () => {
  const view = await mountView(
    <>
      <Notice tone="attention" id="refusal" message="Only the demo." />
      <button type="button" aria-describedby="refusal">
        Sign in
      </button>
    </>,
  );
  expect(view.description(view.find('button'))).toBe('Only the demo.');
});
