// Signs in with existing tokens: paste them, open a file, take them from the environment, find them, or restore a backup.
import { useEffect, useState } from 'preact/hooks';
import type { CallReply, Outcome } from '../../../preload/contract/schemas';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { MOST_CHARACTERS } from '../../state/dropped-text';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { FieldError } from '../../view/field';
import { Form } from '../../view/form';
import { OtherAccountWay } from '../../view/other-account-way';
import { PageFrame } from '../../view/page-frame';

export function TokensPage() {
  const { api, snapshot, route, go, dropped, takeDropped } = useApp();
  const { profileId } = route;
  const signIn = useCall();
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<FormErrors<'tokens'>>({});

  const run = async (call: () => Promise<Outcome<CallReply<'importTokens'>>>, place: 'tokens' | 'form') => {
    setErrors({});
    const outcome = await signIn.run(call);
    if (outcome?.ok) go('dashboard', outcome.value.profileId);
    else if (outcome)
      setErrors(
        placeFailure<'tokens' | 'form'>(outcome.failure, {
          INVALID_TOKEN: place,
          INVALID_INPUT: place,
          SECRET_TOO_LARGE: place,
        }),
      );
  };
  useEffect(() => {
    if (!dropped) return;
    takeDropped();
    if (dropped.kind === 'text') void run(() => api.signInWithTokens({ profileId, text: dropped.text }), 'form');
    else setErrors({ form: 'This is too large to be dropped here. Use “Open a file…” for it.' });
  }, [dropped]);
  const submit = () => {
    if (text.trim() === '') setErrors({ tokens: 'Paste the tokens first.' });
    else if (text.length > MOST_CHARACTERS)
      setErrors({
        tokens: 'This is too long to be pasted. Copy one request alone, or save it and use “Open a file…”.',
      });
    else void run(() => api.signInWithTokens({ profileId, text }), 'tokens');
  };

  return (
    <PageFrame
      title="I have tokens"
      under="From a browser, or from another program that signs in to Axiom."
      width="slim"
    >
      <Form errors={errors} onSubmit={submit} wayOut={<OtherAccountWay failure={signIn.failure} />}>
        <div class="field">
          <label for="tokens">Tokens</label>
          <textarea
            id="tokens"
            rows={6}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="none"
            data-first=""
            value={text}
            aria-invalid={errors.tokens === undefined ? undefined : 'true'}
            aria-describedby={errors.tokens === undefined ? 'tokens-hint' : 'tokens-hint tokens-error'}
            onInput={(event) => {
              setText(event.currentTarget.value);
              if (errors.tokens !== undefined) setErrors({});
            }}
          />
          <div class="hint" id="tokens-hint">
            <p>Paste any text that contains both tokens:</p>
            <ul>
              <li>cookies, or a request copied from developer tools</li>
              <li>the settings, files or source code of another client</li>
              <li>both tokens, one per line</li>
              <li>a file with any of these, dropped onto this window</li>
            </ul>
          </div>
          <FieldError name="tokens" error={errors.tokens} />
        </div>
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={signIn.isBusy}>
            {signIn.isBusy ? 'Checking…' : 'Use these tokens'}
          </Button>
        </div>
      </Form>
      <section class="or" aria-labelledby="or-title">
        <h2 id="or-title">Or take them from</h2>
        <div class="actions">
          <Button
            isBusy={signIn.isBusy}
            onPress={() => void run(() => api.importTokens({ profileId, source: 'file' }), 'form')}
          >
            Open a file…
          </Button>
          {snapshot.hasEnvironmentTokens ? (
            <Button
              isBusy={signIn.isBusy}
              onPress={() => void run(() => api.importTokens({ profileId, source: 'environment' }), 'form')}
            >
              From the environment
            </Button>
          ) : null}
          <Button onPress={() => go('find-tokens', profileId)}>Find tokens on this computer…</Button>
          <Button onPress={() => go('restore', profileId)}>Restore a backup…</Button>
        </div>
      </section>
      <p class="quiet small">
        If the other program goes on refreshing with the same tokens, one of the two is signed out. Let this app do it
        alone.
      </p>
    </PageFrame>
  );
}
