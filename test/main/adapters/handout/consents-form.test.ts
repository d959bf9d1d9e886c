import { expect, it } from 'vitest';
import {
  CONSENTS_VERSIONS,
  readConsentsForm,
  writeConsentsForm,
} from '../../../../main/adapters/handout/consents-form';

const consent = {
  id: 'a',
  profileId: 'main',
  programId: 'bot',
  name: 'bot',
  decision: 'deny',
  scope: 'always',
  by: 'person',
  decidedAtMs: 1,
} as const;

it('what is written is read again, with the keys of a later version', () => {
  const content = { policies: { main: 'ask' }, consents: [{ ...consent, later: 1 }], later: 2 } as const;
  const written: unknown = JSON.parse(JSON.stringify(writeConsentsForm(content)));
  expect(written).toMatchObject({ version: CONSENTS_VERSIONS.current });
  expect(readConsentsForm(written)).toEqual({ kind: 'value', value: content });
});

it.each([
  [
    'a decision that is not known',
    { version: 1, policies: {}, consents: [{ ...consent, decision: 'maybe' }] },
    'damaged',
  ],
  ['a policy that is not known', { version: 1, policies: { main: 'x' }, consents: [] }, 'damaged'],
  ['no version', { policies: {}, consents: [] }, 'damaged'],
  ['a later version', { version: 2 }, 'later'],
])('%s', (_what, json, kind) => {
  expect(readConsentsForm(json).kind).toBe(kind);
});
