// The headline of a profile as shape, colour and text, at the right of its name.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { useNow } from '../state/use-now';
import { headlineText } from '../text/headline-text';
import { Shape } from './shape';

export function HeadlineChip({ profile }: { readonly profile: ProfileStatus }) {
  const { dates } = useApp();
  const nowMs = useNow();
  return (
    <p class={`chip tone-${profile.headline.tone}`}>
      <Shape name={profile.headline.shape} kind={profile.headline.kind} />
      <span>{headlineText(profile, nowMs, dates)}</span>
    </p>
  );
}
