// The card of a profile: the ring, the facts, the three facets, and the buttons.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { factModel } from '../model/fact-model';
import { ringModel } from '../model/ring-model';
import { useApp } from '../state/app-context';
import { useNow } from '../state/use-now';
import { facetWords } from '../text/facet-words';
import { Ring } from '../view/ring';
import { EmptyWords } from './empty-words';
import { ProfileActions } from './profile-actions';

export function StatusCard({ profile }: { readonly profile: ProfileStatus }) {
  return (
    <section class="card status" aria-label="State">
      <div class="status-top">
        <TimeLeft profile={profile} />
        {profile.token === 'none' ? <EmptyWords profile={profile} /> : <Facts profile={profile} />}
      </div>
      <Facets profile={profile} />
      <ProfileActions profile={profile} />
    </section>
  );
}

function TimeLeft({ profile }: { readonly profile: ProfileStatus }) {
  const model = ringModel(profile, useNow());
  return <Ring model={model} label={`${model.caption}: ${model.value}`} />;
}

function Facts({ profile }: { readonly profile: ProfileStatus }) {
  const { dates } = useApp();
  const facts = factModel(profile, useNow(), dates);
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div class="fact" key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>
            <span class="sure">{fact.sure}</span>
            {fact.following === undefined ? null : <span class="following"> {fact.following}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Absent while all three facets are fine: the headline says so, and the facts show a place for this run only. */
function Facets({ profile }: { readonly profile: ProfileStatus }) {
  const facets = facetWords(profile);
  const isSaved = profile.storage === 'saved';
  if (facets.every(({ name, tone }) => tone === 'good' || (name === 'Storage' && isSaved))) return null;
  return (
    <dl class="facets" aria-label="Token, session and storage">
      {facets.map((facet) => (
        <div class={`facet tone-${facet.tone}`} key={facet.name}>
          <dt>{facet.name}</dt>
          <dd>{facet.words}</dd>
        </div>
      ))}
    </dl>
  );
}
