// A new passphrase, typed twice: for a backup and for a sealed file. What is wrong with it is model/failure-place's to say.
import { type FormErrors, LEAST_PASSPHRASE_LENGTH } from '../model/failure-place';
import { PassphraseField } from './passphrase-field';

export interface NewPassphraseFieldsProps {
  /** Of the two fields, where a page may have several of them. */
  readonly names?: readonly [passphrase: string, again: string];
  readonly passphrase: string;
  readonly again: string;
  readonly onPassphrase: (text: string) => void;
  readonly onAgain: (text: string) => void;
  readonly errors: FormErrors<'passphrase' | 'again'>;
  /** What it means to lose it; stands after the least length. */
  readonly hint: string;
  readonly isFirst?: boolean;
}

/** Both fields. */
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
        hint={`At least ${LEAST_PASSPHRASE_LENGTH} characters. ${hint}`}
        isFirst={isFirst}
      />
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
