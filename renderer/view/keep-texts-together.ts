// Has every text that the window shows kept together by keep-together.ts, wherever it was made: main's words, dates and durations alike. Installed once by
// main.tsx, so that all other code and its tests work with plain spaces.
import type { ComponentChildren, Options } from 'preact';
import { keepTogether } from '../text/keep-together';

/** What may be copied from the window letter by letter. */
const AS_IT_IS: ReadonlySet<string> = new Set(['code', 'textarea', 'pre']);

/** From now on the children of all elements that are made. */
export function keepTextsTogether(options: Options): void {
  const before = options.vnode?.bind(options);
  options.vnode = (vnode) => {
    const props = vnode.props as { children?: ComponentChildren } | null;
    if (typeof vnode.type === 'string' && !AS_IT_IS.has(vnode.type) && props?.children !== undefined)
      props.children = kept(props.children);
    before?.(vnode);
  };
}

function kept(children: ComponentChildren): ComponentChildren {
  if (typeof children === 'string') return keepTogether(children);
  return Array.isArray(children) ? children.map(kept) : children;
}
