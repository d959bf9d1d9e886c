import { expect, it } from 'vitest';
import { AXIOM_COOKIES } from '../../../../main/adapters/axiom/axiom-cookies';
import { ACCESS_COOKIE } from '../../../../main/core/tokens/access-cookie';
import { DEMO_COOKIES } from '../../../../main/demo/demo-cookies';

it('is the cookie that the server sets', () => {
  expect([AXIOM_COOKIES.access, DEMO_COOKIES.access]).toEqual([ACCESS_COOKIE, ACCESS_COOKIE]);
});
