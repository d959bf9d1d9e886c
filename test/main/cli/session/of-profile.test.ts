import { expect, it } from 'vitest';
import { ofProfile } from '../../../../main/cli/session/of-profile';

it('passes on the account that was given, or none', () => {
  expect(ofProfile({ profile: { value: 'a', source: 'flag' } })).toEqual({ profile: 'a' });
  expect(ofProfile({ profile: { value: undefined, source: 'default' } })).toEqual({});
});
