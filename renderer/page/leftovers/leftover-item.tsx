// One file that another program has left: the facts, and the possible actions.
import { useId, useRef, useState } from 'preact/hooks';
import type { Leftover } from '../../../preload/contract/leftover-schema';
import { failureWords } from '../../model/failure-place';
import { importTarget, leftoverActions, leftoverFacts, splitPath } from '../../model/leftover-model';
import { useApp } from '../../state/app-context';
import { ownProfileId, ownProfiles } from '../../state/route';
import type { CallState } from '../../state/use-call';
import { useNow } from '../../state/use-now';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { OtherAccountWay } from '../../view/other-account-way';

/** `failure` is of the last call about this file. */
export interface LeftoverItemProps extends Pick<CallState, 'isBusy' | 'failure' | 'run'> {
  readonly leftover: Leftover;
  /** The file's new state. */
  readonly onChange: (leftover: Leftover) => void;
  /** The file was moved to the trash. */
  readonly onGone: () => void;
}

export function LeftoverItem({ leftover, isBusy, failure, run, onChange, onGone }: LeftoverItemProps) {
  const { api, snapshot, route, dates, go, announce } = useApp();
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const nowMs = useNow();
  const [imported, setImported] = useState<{ readonly profileId: string; readonly words: string } | undefined>(
    undefined,
  );
  const { id: leftoverId, importRefusal } = leftover;
  const { name, folder } = splitPath(leftover.path);
  const profiles = ownProfiles(snapshot);
  const target = importTarget(leftover, profiles, ownProfileId(snapshot, route.profileId));
  const { canImport, canMakePrivate, canTrash, note } = leftoverActions(leftover);

  const importTokens = async () => {
    const outcome = await run(() => api.importLeftover({ leftoverId, profileId: target.profileId }));
    if (!outcome?.ok) return;
    // May be another account than requested, if that is signed in to the same Axiom account.
    const { profileId } = outcome.value;
    const name = profiles.find(({ id }) => id === profileId)?.name ?? 'The account';
    const words = `${name} is signed in with these tokens.`;
    // The button disappears; the title takes the focus.
    title.current?.focus();
    setImported({ profileId, words });
    announce(words);
  };
  const makePrivate = async () => {
    const outcome = await run(() => api.closeLeftover({ leftoverId }));
    if (!outcome?.ok) return;
    // The button disappears; the title takes the focus.
    title.current?.focus();
    onChange(outcome.value);
    announce('Only you can read it now.');
  };
  const moveToTrash = async () => {
    const outcome = await run(() => api.trashLeftover({ leftoverId }));
    if (outcome?.ok) onGone();
  };

  return (
    <li class="card leftover">
      <h3 id={titleId} ref={title} tabIndex={-1}>
        {name}
      </h3>
      <p class="leftover-folder">{folder}</p>
      <dl class="leftover-facts">
        {leftoverFacts(leftover, profiles, dates, nowMs).map((fact) => (
          <div class={fact.needsAttention ? 'tone-attention' : undefined} key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.words}</dd>
          </div>
        ))}
      </dl>
      {canImport ? null : <p>{importRefusal}</p>}
      {imported ? (
        <Notice tone="good" message={imported.words}>
          <Button onPress={() => go('dashboard', imported.profileId)}>Show the account</Button>
        </Notice>
      ) : null}
      {failure ? (
        <Notice tone="bad" message={failureWords(failure)} isAlert>
          <OtherAccountWay failure={failure} />
        </Notice>
      ) : null}
      <div class="actions">
        {canImport && !imported ? (
          <Button isBusy={isBusy} describedBy={titleId} onPress={() => void importTokens()}>
            {target.name === undefined ? 'Import' : `Import into ${target.name}`}
          </Button>
        ) : null}
        {canMakePrivate ? (
          <Button isBusy={isBusy} describedBy={titleId} onPress={() => void makePrivate()}>
            Make it private
          </Button>
        ) : null}
        {canTrash ? (
          <Button kind="danger-quiet" isBusy={isBusy} describedBy={titleId} onPress={() => void moveToTrash()}>
            Move to trash…
          </Button>
        ) : null}
      </div>
      <p class="quiet small">{note}</p>
    </li>
  );
}
