// Signs in with e-mail and password, then the code: two steps of one page. The typed text stays until the sign-in has succeeded.
import { useState } from 'preact/hooks';
import type { Failure } from '../../../preload/contract/schemas';
import { checkCredentials, type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Field } from '../../view/field';
import { Form } from '../../view/form';
import { PageFrame } from '../../view/page-frame';
import { PassphraseField } from '../../view/passphrase-field';
import { CodeStep } from './code-step';

type Errors = FormErrors<'email' | 'password'>;

/** Both steps. */
export function PasswordPage() {
  const { api, route, go } = useApp();
  const { profileId } = route;
  const start = useCall();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [isCodeStep, setIsCodeStep] = useState(false);

  const askForCode = () => start.run(() => api.startPasswordSignIn({ profileId, email: email.trim(), password }));
  const submit = async () => {
    const missing = checkCredentials(email.trim(), password);
    setErrors(missing);
    setFailure(undefined);
    if (Object.keys(missing).length > 0) return;
    const outcome = await askForCode();
    if (!outcome) return;
    if (outcome.ok) {
      setIsCodeStep(true);
      return;
    }
    setFailure(outcome.failure);
    setErrors(placeFailure<'email' | 'password'>(outcome.failure, { INVALID_CREDENTIALS: 'password' }));
  };

  if (isCodeStep) {
    return (
      <CodeStep
        email={email.trim()}
        profileId={profileId}
        onSendAgain={askForCode}
        isSending={start.isBusy}
        onBack={() => {
          void api.cancelSignIn(undefined);
          setIsCodeStep(false);
        }}
      />
    );
  }
  return (
    <PageFrame title="Sign in with e-mail and password" under="Axiom then sends a 6-digit code by e-mail." width="slim">
      <Form
        errors={errors}
        onSubmit={() => void submit()}
        wayOut={
          failure?.code === 'BROWSER_REQUIRED' ? (
            <Button onPress={() => go('browser', profileId)}>Sign in with a browser window</Button>
          ) : null
        }
      >
        <Field
          name="email"
          label="E-mail"
          type="email"
          inputMode="email"
          autocomplete="username"
          value={email}
          onChange={setEmail}
          error={errors.email}
          isFirst
        />
        <PassphraseField
          name="password"
          label="Password"
          autocomplete="current-password"
          value={password}
          onChange={setPassword}
          error={errors.password}
        />
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={start.isBusy}>
            {start.isBusy ? 'Signing in…' : 'Sign in'}
          </Button>
        </div>
        <p class="quiet small">Both go to Axiom once, and are not kept.</p>
      </Form>
    </PageFrame>
  );
}
