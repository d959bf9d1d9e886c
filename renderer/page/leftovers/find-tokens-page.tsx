// Finds tokens that other programs left on this computer. Searches only after a press, and stops when the page is left.
import { useRef, useState } from 'preact/hooks';
import type { Leftover } from '../../../preload/contract/leftover-schema';
import { failureWords } from '../../model/failure-place';
import { withFound } from '../../model/leftover-model';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { LeftoverList } from './leftover-list';
import { SearchNote } from './search-note';
import { useSearch } from './use-search';

/** "Find tokens on this computer…". */
export function FindTokensPage() {
  const [list, setList] = useState<readonly Leftover[]>([]);
  const search = useSearch((found) => setList((before) => withFound(before, found)));
  const begin = (where: 'home' | 'folder') => search.begin(where, () => setList([]));
  const note = useRef<HTMLDivElement>(null);
  const { state, isBusy, failure } = search;
  return (
    <PageFrame
      title="Find tokens on this computer"
      under="Programs often leave tokens in plain files. Whoever reads one can trade as you."
    >
      <div class="prose">
        <p>
          This searches for the files <code>.axiom_tokens.json</code>, <code>.axiom_session.json</code> and{' '}
          <code>.env</code>, and reads the contents of <code>.axiomtradeapi</code> and <code>.chipadev_data</code>. In a
          folder that you choose it reads every text file. The search changes nothing, and nothing leaves this computer.
        </p>
        <p>
          It leaves out shell histories, this app’s own files, the trash, linked folders, and folders that tools make
          for themselves.
        </p>
      </div>
      <div class="actions search-actions">
        <Button kind={state ? 'plain' : 'accent'} isBusy={isBusy} onPress={() => void begin('home')}>
          Look in my home folder
        </Button>
        <Button isBusy={isBusy} onPress={() => void begin('folder')}>
          Look in a folder…
        </Button>
      </div>
      {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
      {state ? <SearchNote state={state} onCancel={search.cancel} place={note} /> : null}
      <LeftoverList list={list} onChange={setList} onEmpty={() => note.current?.focus()} />
    </PageFrame>
  );
}
