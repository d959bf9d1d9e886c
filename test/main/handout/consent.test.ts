import { expect, it } from 'vitest';
import { CONSENT_POLICIES, CONSENT_SCOPES } from '../../../main/handout/consent';

it('policies and scopes have names that are stored and sent: they never change', () => {
  expect(CONSENT_POLICIES).toEqual(['notify', 'ask']);
  expect(CONSENT_SCOPES).toEqual(['once', 'session', 'run', 'always', 'hour']);
});
