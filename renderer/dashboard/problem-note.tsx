// What is wrong with a profile, in words, under its title. Absent when nothing is.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { Notice } from '../view/notice';

/** Whether the card itself says it: beside an empty ring there is room for nothing else. */
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
