// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { CallReply, Outcome } from '../../../../preload/contract/schemas';
import { UndecidedStep } from '../../../../renderer/page/sign-in/undecided-step';
import { makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView } from '../../../support/renderer/render-view';

type Answer = Outcome<CallReply<'completePasswordSignIn'>>;

async function openStep(answer: Answer | Promise<Answer>) {
  const heard: string[] = [];
  const view = await renderView(
    <UndecidedStep
      onAskAgain={async () => {
        heard.push('ask');
        return answer;
      }}
      onForget={() => heard.push('forget')}
    />,
    { page: 'password' },
  );
  return { view, heard };
}

it('says that nothing is saved, and what is lost by leaving', async () => {
  const { view } = await openStep({ ok: true, value: { isUndecided: true } });
  expect(view.text()).toContain('If you leave this page they are forgotten, and signing in takes a new code.');
});

it.each<[what: string, answer: Answer, went: unknown[], alerts: number]>([
  ['an account', { ok: true, value: { profileId: 'main' } }, [['dashboard', 'main']], 0],
  ['no answer again', { ok: true, value: { isUndecided: true } }, [], 0],
  ['a failure', { ok: false, failure: makeFailure('STORAGE_FULL') }, [], 1],
])('asks again; then there is %s', async (_what, answer, went, alerts) => {
  const { view, heard } = await openStep(answer);
  await view.press('Choose the account…');
  expect([heard, view.went, view.names('alert').length]).toEqual([['ask'], went, alerts]);
});

it('asks once at a time, and can be left', async () => {
  const { view, heard } = await openStep(new Promise(() => undefined));
  await view.press('Choose the account…');
  await view.press('Asking…');
  await view.press('Forget these tokens');
  expect(heard).toEqual(['ask', 'forget']);
});

it('says so when no tokens wait any more, and leads back to the start', async () => {
  const { view, heard } = await openStep({ ok: false, failure: makeFailure('OTP_REQUIRED') });
  await view.press('Choose the account…');
  expect(view.text()).toContain('The new tokens are no longer there.');
  expect([view.names('button'), view.text().includes('wait until')]).toEqual([['Back', 'Start again'], false]);
  await view.press('Start again');
  expect(heard).toEqual(['ask', 'forget']);
});
