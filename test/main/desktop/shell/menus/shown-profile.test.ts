import { expect, it } from 'vitest';
import { createShownProfile } from '../../../../../main/desktop/shell/menus/shown-profile';

it('is none at first, and reports each change once', () => {
  const shown = createShownProfile();
  const seen: (string | undefined)[] = [];
  shown.set('early');
  shown.onChange(() => seen.push(shown.get()));
  shown.set('early');
  shown.set('hedge');
  shown.set('hedge');
  shown.set('default');
  expect([createShownProfile().get(), seen]).toEqual([undefined, ['hedge', 'default']]);
});
