// Who asks for a token: a person in the app's own window, or a program, as far as the system knows it. No secret. Types, and the one consumer that is no program.

export interface Consumer {
  /** `child`: started by `axiom-tokens exec`, known by the key that it was given. `unknown`: the system could not tell. */
  readonly kind: 'person' | 'program' | 'child' | 'unknown';
  /** Which program: its executable and, for an interpreter, its script. The same in each of its runs. */
  readonly programId: string;
  /** Which terminal session or desktop program it was started from; the same for all that was started there. */
  readonly sessionId: string;
  /** In words for a person: "python3 running bot.py in ~/bots". */
  readonly name: string;
  /** Tells whether the program's file was replaced: device, inode, size and time of change. Absent where it is not known. */
  readonly binary?: string | undefined;
  readonly pid?: number | undefined;
  readonly exe?: string | undefined;
  /** The script that an interpreter runs. */
  readonly script?: string | undefined;
  /** Where that really lies, when a link leads there. */
  readonly realScript?: string | undefined;
  /** Device and inode of the script, else of the program: the same by each of its names. Absent for an interpreter without a script. */
  readonly fileId?: string | undefined;
  /** The name of the program that started it. */
  readonly parent?: string | undefined;
  /** The systemd unit or container that it belongs to. */
  readonly unit?: string | undefined;
  readonly tty?: string | undefined;
  /** Of a `child`: who lent it its key. What holds for the lender holds for it, and ends with it. */
  readonly lentBy?: Consumer | undefined;
  /** It asks by way of `axiom-tokens`, which has asked whatever a person must be asked. */
  readonly isCommandLine?: true | undefined;
  /** The socket was forwarded by ssh, so that nothing is known of the program itself. */
  readonly isForwarded?: true | undefined;
}

/** A person who presses in the app's own window, tray or menu. */
export const PERSON: Consumer = {
  kind: 'person',
  programId: 'axiom-token-manager',
  sessionId: 'window',
  name: 'You, in the window',
};

/** What tells consumers apart in the trail and in questions: the program and where it was started from. */
export function consumerKey({ programId, sessionId }: Pick<Consumer, 'programId' | 'sessionId'>): string {
  return `${programId}\n${sessionId}`;
}
