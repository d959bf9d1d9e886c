// @vitest-environment happy-dom
import { type ComponentChildren, type Options, options } from 'preact';
import { expect, it, onTestFinished } from 'vitest';
import { keepTextsTogether } from '../../../renderer/view/keep-texts-together';
import { mountView } from '../../support/renderer/render-view';

function install(): void {
  const { vnode } = options;
  onTestFinished(() => void Object.assign(options, { vnode }));
  keepTextsTogether(options);
}

const Words = ({ children }: { readonly children: ComponentChildren }) => <b>{children}</b>;

it('keeps every text of an element together: alone, among others, in a list and through a component', async () => {
  install();
  const view = await mountView(
    <div>
      after 30 s, <i>{'12 min'}</i>
      {['1 h', '2 h']}
      <Words>21 Dec</Words>
    </div>,
  );
  expect(view.place.textContent).toBe('after 30\u00a0s, 12\u00a0min1\u00a0h2\u00a0h21\u00a0Dec');
});

it('does not change text that is copied literally, and what is not text', async () => {
  install();
  const view = await mountView(
    <div title="30 s">
      <code>30 s</code>
      {30}
      {null}
      {false}
    </div>,
  );
  expect([view.place.textContent, view.place.querySelector('div')?.title]).toEqual(['30 s30', '30 s']);
});

it('calls other hooks as well', () => {
  const seen: unknown[] = [];
  const own: Options = { vnode: (vnode) => void seen.push(vnode.type) };
  keepTextsTogether(own);
  const vnode = <p>30 s</p>;
  own.vnode?.(vnode);
  expect(seen).toEqual(['p']);
  expect(vnode.props.children).toBe('30\u00a0s');
});
