// The found files. Only one is worked on at a time; a failure is shown at its file.
import { useRef, useState } from 'preact/hooks';
import type { Leftover } from '../../../preload/contract/leftover-schema';
import { splitPath, withFound } from '../../model/leftover-model';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { countWords } from '../../text/count-words';
import { LeftoverItem } from './leftover-item';

export interface LeftoverListProps {
  readonly list: readonly Leftover[];
  readonly onChange: (change: (list: readonly Leftover[]) => readonly Leftover[]) => void;
  /** Called after the last file was removed, to move the focus. */
  readonly onEmpty: () => void;
}

export function LeftoverList({ list, onChange, onEmpty }: LeftoverListProps) {
  const { announce } = useApp();
  const call = useCall();
  const [calledId, setCalledId] = useState('');
  const items = useRef<HTMLUListElement>(null);

  const takeOut = ({ id, path }: Leftover) => {
    // The search may have added files since the press, but only at the end.
    const at = list.findIndex((leftover) => leftover.id === id);
    // Focus the next file, else the previous one: its buttons are what the person wants next.
    const titles = items.current?.querySelectorAll<HTMLElement>('h3') ?? [];
    const next = titles[at + 1] ?? titles[at - 1];
    if (next) next.focus();
    else onEmpty();
    onChange((before) => before.filter((leftover) => leftover.id !== id));
    announce(`${splitPath(path).name} is in the trash; ${countWords(titles.length - 1, 'file')} left in the list.`);
  };

  if (list.length === 0) return null;
  return (
    <section aria-labelledby="leftovers-title">
      <h2 id="leftovers-title">Files with tokens</h2>
      <ul class="leftovers" ref={items}>
        {list.map((leftover) => (
          <LeftoverItem
            key={leftover.id}
            leftover={leftover}
            isBusy={call.isBusy}
            failure={calledId === leftover.id ? call.failure : undefined}
            run={(request) => {
              setCalledId(leftover.id);
              return call.run(request);
            }}
            onChange={(changed) => onChange((before) => withFound(before, [changed]))}
            onGone={() => takeOut(leftover)}
          />
        ))}
      </ul>
    </section>
  );
}
