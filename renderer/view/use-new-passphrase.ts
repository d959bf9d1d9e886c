// The state of a new passphrase, and its checks: long enough, the same twice, and not weak unless the person wants it anyway.
import { useState } from 'preact/hooks';
import { useApp } from '../state/app-context';
import { checkNewPassphrase, type FormErrors } from '../model/failure-place';
import type { NewPassphraseFieldsProps } from './new-passphrase-fields';

export interface NewPassphrase {
  readonly passphrase: string;
  /** Props of the fields. */
  readonly fields: Pick<NewPassphraseFieldsProps, 'passphrase' | 'again' | 'onPassphrase' | 'onAgain' | 'useAnyway'>;
  /** The errors; empty when the passphrase may be used. */
  readonly check: () => Promise<FormErrors<'passphrase' | 'again'>>;
}

/** Why it is weak, or that this could not be checked; `undefined` when it is not weak. */
export async function judge(
  passphrase: string,
  own: readonly string[],
  load = () => import('../../main/core/passphrases/passphrase-strength'),
): Promise<string | undefined> {
  try {
    return (await load()).weaknessOf(passphrase, own);
  } catch {
    return 'The strength of this passphrase could not be checked: a part of the app is missing. Several words in a row are good.';
  }
}

export function useNewPassphrase(): NewPassphrase {
  const { snapshot } = useApp();
  const [passphrase, onPassphrase] = useState('');
  const [again, onAgain] = useState('');
  /** The passphrase that was judged weak. */
  const [weak, setWeak] = useState<string | undefined>(undefined);
  const [isWanted, setIsWanted] = useState(false);
  const isWeak = weak === passphrase;

  const check = async (): Promise<FormErrors<'passphrase' | 'again'>> => {
    const wrong = checkNewPassphrase(passphrase, again);
    if (Object.keys(wrong).length > 0 || (isWeak && isWanted)) return wrong;
    const own = snapshot.profiles.flatMap(({ name, email = '' }) => [name, email]);
    const weakness = await judge(passphrase, own);
    setWeak(weakness === undefined ? undefined : passphrase);
    setIsWanted(false);
    return weakness === undefined ? {} : { passphrase: weakness };
  };
  const useAnyway = isWeak ? { isChosen: isWanted, onChange: setIsWanted } : undefined;
  return { passphrase, fields: { passphrase, again, onPassphrase, onAgain, useAnyway }, check };
}
