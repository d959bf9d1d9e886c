// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { Outcome } from '../../../../preload/contract/schemas';
import { CodeStep } from '../../../../renderer/page/sign-in/code-step';
import { FAKE_INPUTS, makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { actAndSettle, renderView, type ViewSetting } from '../../../support/renderer/render-view';

interface StepSetting extends ViewSetting {
  /** The answers to requests for another code, in order; later ones succeed. */
  readonly answers?: Outcome<unknown>[];
  readonly isSending?: boolean;
}

const CODE = '6-digit code';
const YES = { ok: true, value: undefined } as const;
const NO = { ok: false, failure: makeFailure('RATE_LIMITED') } as const;
const SAID = 'Another code is on its way. Only the newest one works.';

async function openStep({ answers = [], isSending = false, ...setting }: StepSetting = {}) {
  const steps: string[] = [];
  const view = await renderView(
    <CodeStep
      email="trader@example.com"
      profileId="hedge"
      onSendAgain={() => {
        steps.push('send again');
        return Promise.resolve(answers.shift() ?? YES);
      }}
      isSending={isSending}
      onBack={() => steps.push('back')}
    />,
    { page: 'password', ...setting },
  );
  const send = async (code: string) => {
    await view.type(CODE, code);
    await view.submit();
  };
  return { view, steps, send };
}

it('says where the code was sent, and focuses its field', async () => {
  const { view } = await openStep();
  expect(view.text()).toMatch(/Axiom sent it to trader@example\.com\. 6-digit code Continue Send another code$/);
  expect(view.focused()).toBe(CODE);
  expect(view.field(CODE).getAttribute('autocomplete')).toBe('one-time-code');
});

it('sends only the digits of a pasted text, automatically, and shows the profile that main has signed in', async () => {
  const { view } = await openStep();
  view.fake.answerNext('completePasswordSignIn', { profileId: 'main' });
  await view.type(CODE, 'Your code is 123-456.');
  expect(view.field(CODE).value).toBe('123456');
  expect(view.calls()).toEqual([['completePasswordSignIn', { code: '123456' }]]);
  expect(view.went).toEqual([['dashboard', 'main']]);
});

it('says at the field that digits are missing, and sends nothing', async () => {
  const { view, send } = await openStep();
  await send('12 34');
  expect(view.description(view.field(CODE))).toContain('Type all six digits of the code.');
  expect(view.focused()).toBe(CODE);
  expect(view.calls()).toEqual([]);
});

it('sends what is typed with its sixth digit, not before', async () => {
  const { view } = await openStep();
  for (const typed of ['1', '12', '123', '1234', '12345']) await view.type(CODE, typed);
  expect(view.calls()).toEqual([]);
  await view.type(CODE, '123456');
  expect(view.calls()).toEqual([['completePasswordSignIn', { code: '123456' }]]);
});

it('says at the field that a code was refused, and sends that one only after a press, another one automatically', async () => {
  const { view } = await openStep();
  const wrong = FAKE_INPUTS.wrongCode;
  await view.type(CODE, wrong);
  expect(view.description(view.field(CODE))).toContain('Axiom did not accept this code.');
  expect(view.focused()).toBe(CODE);
  expect(view.went).toEqual([]);
  for (const typed of [`${wrong}7`, wrong.slice(1), wrong]) await view.type(CODE, typed);
  expect(view.calls()).toHaveLength(1);
  await view.submit();
  await view.type(CODE, '123456');
  expect(view.calls().map(([, request]) => request)).toEqual([{ code: wrong }, { code: wrong }, { code: '123456' }]);
});

it('sends no second code while one is checked; that one then waits for a press', async () => {
  const { view } = await openStep({ unanswered: ['completePasswordSignIn'] });
  await view.type(CODE, '123456');
  await view.type(CODE, '123457');
  expect(view.calls()).toEqual([['completePasswordSignIn', { code: '123456' }]]);
  expect(view.isStill('Checking…')).toBe(true);
  await view.answer('completePasswordSignIn', NO);
  expect(view.field(CODE).value).toBe('123457');
  expect(view.calls()).toHaveLength(1);
  await view.submit();
  expect(view.calls().at(-1)).toEqual(['completePasswordSignIn', { code: '123457' }]);
});

it.each([
  ['BROWSER_REQUIRED', 'Sign in with a browser window', ['browser', 'hedge']],
  ['WRONG_ACCOUNT', 'Add it as an account of its own', ['add-profile']],
] as const)('after %s offers "%s"', async (code, name, step) => {
  const { view } = await openStep();
  view.fake.failNext('completePasswordSignIn', code);
  await view.type(CODE, '123456');
  expect(view.names('alert')).toHaveLength(1);
  await view.press(name);
  expect(view.went).toEqual([step]);
});

it('asks for another code, and shows and announces that it comes', async () => {
  const { view, steps } = await openStep();
  await view.press('Send another code');
  expect(steps).toEqual(['send again']);
  expect(view.text()).toContain(SAID);
  expect(view.said).toEqual([SAID]);
});

it('clears errors when another code comes, and clears its note when a code is sent', async () => {
  const { view } = await openStep();
  await view.type(CODE, FAKE_INPUTS.wrongCode);
  await view.press('Send another code');
  expect(view.description(view.field(CODE))).toBe('');
  // The new code may have the same digits.
  await view.type(CODE, FAKE_INPUTS.wrongCode);
  expect(view.calls()).toHaveLength(2);
  expect(view.text()).not.toContain(SAID);
});

it('says why no other code comes', async () => {
  const { view } = await openStep({ answers: [NO] });
  await view.press('Send another code');
  expect(view.names('alert')[0]).toContain('Axiom asks to wait before the next try.');
  expect(view.said).toEqual([]);
});

it('removes the note "a code comes" if the next one could not be sent', async () => {
  const { view } = await openStep({ answers: [YES, NO] });
  await view.press('Send another code');
  await view.press('Send another code');
  expect(view.names('alert')).toHaveLength(1);
  expect(view.text()).not.toContain(SAID);
});

it('says what is under way: a code that is sent, a code that is checked', async () => {
  const { view, steps } = await openStep({ isSending: true, unanswered: ['completePasswordSignIn'] });
  expect(view.isStill('Sending…')).toBe(true);
  await view.press('Sending…');
  expect(steps).toEqual([]);
  await view.type(CODE, '123456');
  expect(view.calls()).toEqual([]);
  await view.submit();
  expect(view.isStill('Checking…')).toBe(true);
  await view.press('Checking…');
  expect(view.calls()).toHaveLength(1);
});

it('leads back on "Back" and on Escape, which the window then does not handle itself', async () => {
  const { view, steps } = await openStep();
  await view.press('Back');
  expect(await view.key('Escape')).toBe(false);
  expect(steps).toEqual(['back', 'back']);
  expect(view.went).toEqual([]);
  expect(await view.key('a')).toBe(true);
  expect(steps).toHaveLength(2);
});

it('continues with the choice of the account if main got no answer, and sends nothing again', async () => {
  const { view, steps } = await openStep();
  view.fake.answerNext('completePasswordSignIn', { isUndecided: true });
  await view.type(CODE, '123456');
  expect([view.names('main'), view.focused()]).toEqual([['Not signed in yet'], 'Choose the account…']);
  view.fake.answerNext('completePasswordSignIn', { profileId: 'main' });
  await view.press('Choose the account…');
  expect(view.calls().map(([name]) => name)).toEqual(['completePasswordSignIn', 'completePasswordSignIn']);
  expect([view.went, steps]).toEqual([[['dashboard', 'main']], []]);
});

it.each(['unmounted', 'Forget these tokens', 'Back'])(
  'has main forget the tokens for the code when it is left: %s',
  async (way) => {
    const { view, steps } = await openStep();
    view.fake.answerNext('completePasswordSignIn', { isUndecided: true });
    await view.type(CODE, '123456');
    if (way === 'unmounted') {
      await actAndSettle(() => render(null, view.place));
      expect(view.calls().at(-1)).toEqual(['cancelSignIn', undefined]);
    } else {
      // The parent page cancels.
      await view.press(way);
      expect(steps).toEqual(['back']);
    }
  },
);
