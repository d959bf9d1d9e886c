// A new passphrase, typed twice: for a backup or a sealed file. model/failure-place.ts checks it.
import { type FormErrors, MIN_PASSPHRASE_LENGTH } from '../model/failure-place';
import { PassphraseField } from './passphrase-field';

export interface NewPassphraseFieldsProps {
  /** Names of the two fields, for a page with several such pairs. */
  readonly names?: readonly [passphrase: string, again: string];
  readonly passphrase: string;
  readonly again: string;
  readonly onPassphrase: (text: string) => void;
  readonly onAgain: (text: string) => void;
  readonly errors: FormErrors<'passphrase' | 'again'>;
  /** What happens when it is lost; shown after the minimum length. */
  readonly hint: string;
  readonly isFirst?: boolean;
  /** For a weak passphrase: whether to use it anyway. */
  readonly useAnyway?: { readonly isChosen: boolean; readonly onChange: (isChosen: boolean) => void } | undefined;
}

export function NewPassphraseFields(props: NewPassphraseFieldsProps) {
  const {
    names = ['passphrase', 'again'],
    passphrase,
    again,
    onPassphrase,
    onAgain,
    errors,
    hint,
    isFirst = false,
    useAnyway,
  } = props;
  return (
    <>
      <PassphraseField
        name={names[0]}
        label="Passphrase"
        autocomplete="new-password"
        value={passphrase}
        onChange={onPassphrase}
        error={errors.passphrase}
        hint={`At least ${MIN_PASSPHRASE_LENGTH} characters. ${hint}`}
        isFirst={isFirst}
      />
      {useAnyway ? (
        <label class="check">
          <input
            type="checkbox"
            checked={useAnyway.isChosen}
            onChange={() => useAnyway.onChange(!useAnyway.isChosen)}
          />
          <span>Use it anyway</span>
        </label>
      ) : null}
      <PassphraseField
        name={names[1]}
        label="The same passphrase again"
        autocomplete="new-password"
        value={again}
        onChange={onAgain}
        error={errors.again}
      />
    </>
  );
}
