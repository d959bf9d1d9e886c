import { expect, it } from 'vitest';
import { alwaysNew } from '../../../../../main/desktop/shell/menus/submenu';

it('is made if none is kept', () => {
  expect(alwaysNew('a', () => [{ label: 'b' }])).toEqual([{ label: 'b' }]);
});
