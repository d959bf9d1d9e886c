// A consumer: the user in the app's own window, or a program that asks for a token, as far as the system can identify it. No secret.

export interface Consumer {
  /** `child`: a program that `axiom-tokens exec` started, recognised by its key. `unknown`: a program that the system could not identify. */
  readonly kind: 'person' | 'program' | 'child' | 'unknown';
  /** The id of the program: its executable and, for an interpreter, its script. The same each time it is started. */
  readonly programId: string;
  /** The id of the terminal session or desktop program from which it was started; the same for everything that was started there. */
  readonly sessionId: string;
  /** The name for the user: "python3 running bot.py in ~/bots". */
  readonly name: string;
  /** The identity of the program's file, which shows whether it was replaced: device, inode, size and time of change. Absent when it is not known. */
  readonly binary?: string | undefined;
  readonly pid?: number | undefined;
  readonly exe?: string | undefined;
  /** The script that an interpreter runs. */
  readonly script?: string | undefined;
  /** The path of the script with its links resolved, when it differs. */
  readonly realScript?: string | undefined;
  /**
   * Device and inode of the script, else of the program: the same for every name (link) of the file. Absent for an
   * interpreter without a script.
   */
  readonly fileId?: string | undefined;
  /** The name of the program that started it. */
  readonly parent?: string | undefined;
  /** The systemd unit or container that it belongs to. */
  readonly unit?: string | undefined;
  readonly tty?: string | undefined;
  /** For a `child`: the consumer that started it and gave it the key. The consents of that one apply to it, and end with it. */
  readonly lentBy?: Consumer | undefined;
  /** It asks through `axiom-tokens`, which itself asks the user what must be asked. */
  readonly isCommandLine?: true | undefined;
  /** The socket was forwarded by ssh, so the program itself is not known. */
  readonly isForwarded?: true | undefined;
}

/** The user, who acts in the app's own window, tray or menu. */
export const PERSON: Consumer = {
  kind: 'person',
  programId: 'axiom-token-manager',
  sessionId: 'window',
  name: 'You, in the app',
};

/** The key by which consumers are told apart in the audit trail and in questions: the program and its session. */
export function consumerKey({ programId, sessionId }: Pick<Consumer, 'programId' | 'sessionId'>): string {
  return `${programId}\n${sessionId}`;
}
