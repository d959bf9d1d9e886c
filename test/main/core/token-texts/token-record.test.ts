import { describe, expect, it } from 'vitest';
import { recordLabel } from '../../../../main/core/token-texts/token-record';

const roleIn = (text: string) => {
  const [before = '', after = ''] = text.split('@');
  return recordLabel(before, after)?.role;
};

describe('a record names its token', () => {
  it.each([
    ['{"name":"auth-access-token","path":"/","value":"@"}', 'access'],
    ['{"value":"@","name":"auth-refresh-token"}', 'refresh'],
    ['{"id":"1","key":"auth-access-token","value":"@"}', 'access'],
    ['{"id":"a2","label":"axiom_refresh_token","value":"@"}', 'refresh'],
    ['{"name":"auth-access-token","attributes":{"path":"/"},"value":"@"}', 'access'],
    ['{"partitionKey":{"site":"x"},"value":"@","name":"auth-refresh-token"}', 'refresh'],
    ["Cookie(version=0, name='auth-refresh-token', value='@', port=None)", 'refresh'],
    ['<input value="@" name="access_token"><input value="x" name="refresh_token">', 'access'],
    ['env:\n  - name: AXIOM_ACCESS_TOKEN\n    value: @\n  - name: AXIOM_REFRESH_TOKEN\n', 'access'],
    ['env:\n  - value: @\n    name: AXIOM_REFRESH_TOKEN\n  - value: x\n    name: other\n', 'refresh'],
    ['  name = auth-access-token\n value = @\n  host = .axiom.trade\n\n', 'access'],
    ['{"access":{"token":"@"}}', 'access'],
    ['{"name":"_analytics","value":"@"},{"name":"auth-access-token"}', 'other'],
    ['{"id":1,"value":"@"}', undefined],
    ['"value":"@"},{"name":"auth-access-token"}', undefined],
    ["{'a' => 'x', 'value' => '@'}", undefined],
    ['(value @', undefined],
    ['@', undefined],
  ])('%j: %s', (text, role) => {
    expect(roleIn(text)).toBe(role);
  });
});
