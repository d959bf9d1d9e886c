import { expect, it } from 'vitest';
import { consumerKey, PERSON } from '../../../main/handout/consumer';

it('consumers are distinguished by program and session', () => {
  const keys = [PERSON, { ...PERSON, sessionId: 'x' }, { ...PERSON, programId: 'x' }].map(consumerKey);
  expect(new Set(keys).size).toBe(3);
  expect(consumerKey({ ...PERSON, name: 'another name' } as typeof PERSON)).toBe(keys[0]);
});

it('the user is not said to be in the window: a token can be copied in the tray, too', () => {
  expect(PERSON.name).toBe('You, in the app');
});
