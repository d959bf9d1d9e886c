// The claims of both tokens at the bottom of the dashboard, closed at first. Main is asked when it is opened, and again for new tokens while it is open.
import { useEffect, useState } from 'preact/hooks';
import type { DescribedToken, DescribedTokens } from '../../preload/contract/described-tokens-schema';
import type { Outcome, ProfileStatus } from '../../preload/contract/schemas';
import { claimLines } from '../model/claims-model';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useKeptChoice } from '../state/use-kept-choice';
import { Notice } from '../view/notice';

/** The disclosure; absent without tokens. */
export function ClaimsCard({ profile }: { readonly profile: ProfileStatus }) {
  const { api } = useApp();
  const [isOpen, setIsOpen] = useKeptChoice('claims', false);
  const [outcome, setOutcome] = useState<Outcome<DescribedTokens> | undefined>(undefined);
  const { id: profileId, receivedAtMs, token } = profile;
  const hasTokens = token !== 'none';
  useEffect(() => {
    if (!isOpen || !hasTokens) return;
    // An answer about tokens that were replaced in the meantime is dropped.
    let isWanted = true;
    void api.describeTokens({ profileId }).then((answer) => (isWanted ? setOutcome(answer) : undefined));
    return () => {
      isWanted = false;
    };
  }, [isOpen, hasTokens, receivedAtMs]);
  if (!hasTokens) return null;
  return (
    <section class="card claims" aria-labelledby="claims-title">
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <h2 id="claims-title">What the tokens say</h2>
        </summary>
        <p class="quiet small claims-hint">
          The claims of each token. Anyone who has the token can read them. Ids of the token itself, and anything that
          looks like a token, are shown as “…”.
        </p>
        {outcome?.ok === false ? <Notice tone="bad" message={failureWords(outcome.failure)} isAlert /> : null}
        {outcome?.ok ? (
          <div class="claims-pair">
            <Claims title="Access token" token={outcome.value.access} />
            <Claims title="Refresh token" token={outcome.value.refresh} />
          </div>
        ) : null}
      </details>
    </section>
  );
}

function Claims({ title, token }: { readonly title: string; readonly token: DescribedToken | undefined }) {
  const { dates } = useApp();
  const { lines, note } = claimLines(token, dates);
  return (
    <div class="claims-token">
      <h3>{title}</h3>
      <dl>
        {lines.map(({ name, value, aside }, at) => (
          <div class="claim" key={`${at} ${name}`}>
            <dt>{name}</dt>
            <dd>
              {value}
              {aside === undefined ? null : <span class="following"> {aside}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {note === undefined ? null : <p class="quiet">{note}</p>}
    </div>
  );
}
