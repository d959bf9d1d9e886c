// Applies keep-together.ts to every text that the window shows, wherever it comes from. Installed once by
// main.tsx, so that all other code and its tests use plain spaces.
import type { ComponentChildren, Options } from 'preact';
import { keepTogether } from '../text/keep-together';

/** Elements whose text may be copied literally. */
const AS_IT_IS: ReadonlySet<string> = new Set(['code', 'textarea', 'pre']);

/** Changes the children of all elements created from now on. */
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
