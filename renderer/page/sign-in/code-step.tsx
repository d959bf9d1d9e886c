// The second step of the password sign-in: the 6-digit code, which is sent automatically, each code once. Escape and "Back" return to the first step, whose text is kept.
// If main's question about the account stays unanswered, it shows the step after it (undecided-step.tsx).
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Outcome } from '../../../preload/contract/schemas';
import { codeDigits, codeToSend, isWholeCode } from '../../model/code-digits';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Field } from '../../view/field';
import { Form } from '../../view/form';
import { OtherAccountWay } from '../../view/other-account-way';
import { PageFrame } from '../../view/page-frame';
import { UndecidedStep } from './undecided-step';

export interface CodeStepProps {
  readonly email: string;
  readonly profileId: string;
  readonly onSendAgain: () => Promise<Outcome<unknown> | undefined>;
  readonly isSending: boolean;
  readonly onBack: () => void;
}

export function CodeStep({ email, profileId, onSendAgain, isSending, onBack }: CodeStepProps) {
  const { api, go, announce } = useApp();
  const check = useCall();
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<FormErrors<'code'>>({});
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [note, setNote] = useState('');
  const [undecidedCode, setUndecidedCode] = useState<string | undefined>(undefined);
  const sent = useRef(new Set<string>());
  useOwnEscape(onBack);
  // When the page is left in any way, main forgets the tokens that came for the code.
  useEffect(() => (undecidedCode === undefined ? undefined : () => void api.cancelSignIn(undefined)), [undecidedCode]);

  const show = (failed: Failure) => {
    setFailure(failed);
    setErrors(placeFailure<'code'>(failed, { INVALID_OTP: 'code' }));
  };
  const submit = async (wanted: string) => {
    setFailure(undefined);
    setNote('');
    const isWhole = isWholeCode(wanted);
    setErrors(isWhole ? {} : { code: 'Type all six digits of the code.' });
    if (!isWhole) return;
    const outcome = await check.run(() => {
      sent.current.add(wanted);
      return api.completePasswordSignIn({ code: wanted });
    });
    if (outcome?.ok === false) show(outcome.failure);
    else if (outcome && 'profileId' in outcome.value) go('dashboard', outcome.value.profileId);
    else if (outcome) setUndecidedCode(wanted);
  };
  const change = (next: string, typed: string) => {
    setCode(next);
    const whole = isSending ? undefined : codeToSend(typed, sent.current);
    if (whole !== undefined) void submit(whole);
  };
  const sendAgain = async () => {
    setErrors({});
    setFailure(undefined);
    setNote('');
    const outcome = await onSendAgain();
    if (outcome?.ok === false) show(outcome.failure);
    if (!outcome?.ok) return;
    sent.current.clear();
    const said = 'Another code is on its way. Only the newest one works.';
    setNote(said);
    announce(said);
  };

  if (undecidedCode !== undefined) {
    return <UndecidedStep onAskAgain={() => api.completePasswordSignIn({ code: undecidedCode })} onForget={onBack} />;
  }
  return (
    <PageFrame
      title="Type the code from the e-mail"
      under={<>Axiom sent it to {email}.</>}
      width="slim"
      onBack={onBack}
    >
      <Form
        errors={errors}
        onSubmit={() => void submit(code)}
        wayOut={
          failure?.code === 'BROWSER_REQUIRED' ? (
            <Button onPress={() => go('browser', profileId)}>Sign in with a browser window</Button>
          ) : (
            <OtherAccountWay failure={failure} />
          )
        }
      >
        <Field
          name="code"
          label="6-digit code"
          look="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code}
          onChange={change}
          normalise={codeDigits}
          error={errors.code}
          isFirst
        />
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={check.isBusy}>
            {check.isBusy ? 'Checking…' : 'Continue'}
          </Button>
          <Button kind="quiet" isBusy={isSending} onPress={() => void sendAgain()}>
            {isSending ? 'Sending…' : 'Send another code'}
          </Button>
        </div>
        {note === '' ? null : <p class="small">{note}</p>}
      </Form>
    </PageFrame>
  );
}

/** Uses the capture phase, to run before the window's own Escape listener. */
function useOwnEscape(onEscape: () => void): void {
  // A layout effect: between the paint and a later effect, only the window's listener would get Escape.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
