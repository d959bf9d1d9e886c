// The problem of a profile, under its title. Absent when there is none.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { Notice } from '../view/notice';

/** Whether the card shows the problem itself, beside an empty ring. */
export function isSaidInCard({ token, storage }: ProfileStatus): boolean {
  return token === 'none' && storage !== 'saved' && storage !== 'opening';
}

/** The problem of a profile. */
export function ProblemNote({ profile }: { readonly profile: ProfileStatus }) {
  const { problem, headline } = profile;
  if (problem === undefined || isSaidInCard(profile)) return null;
  return (
    <Notice
      tone={headline.tone === 'good' ? 'attention' : headline.tone}
      message={problem.message}
      remedy={problem.remedy}
    />
  );
}
