import { expect, it } from 'vitest';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { CALL_SCHEMAS } from '../../../preload/contract/schemas';

it('no mail to the demo account can be delivered: its domain is reserved for examples', () => {
  expect(DEMO_ACCOUNT.email).toMatch(/^[^@]+@[^@]+\.example$/);
});

it('the demo account could be typed into the sign-in form', () => {
  const { email, password } = DEMO_ACCOUNT;
  const request = { profileId: 'demo', email, password };
  expect(CALL_SCHEMAS.startPasswordSignIn.request.safeParse(request)).toMatchObject({ success: true, data: request });
});
