// The input and the messages of fault-disk-entry.ts. Types only.
import type { DiskStep } from './fault-disk-platform';
import type { Found } from './fault-disk-writers';

/** Given as JSON. */
export interface DiskTrial {
  /** An empty folder. */
  readonly folder: string;
  /** `short`: half is written and reported so, after that the disk is full. */
  readonly errnos: readonly string[];
  /** Also with every later call failing. */
  readonly isLastingToo: boolean;
  /** The folder is a small file system, which is really filled or made read-only; no call is replaced. */
  readonly isSmallDisk?: boolean;
  /** Tests NAIVE_WRITER instead of the app's writers. */
  readonly isNaive?: boolean;
}

/** One writer with one failing call. */
export interface DiskCell {
  readonly writer: string;
  readonly goal: Found;
  readonly isSilent: boolean;
  readonly errno: string;
  readonly isLasting: boolean;
  /** On a small disk: its state. */
  readonly disk?: string;
  /** The call that failed, and those before it. */
  readonly step: DiskStep;
  readonly before: readonly DiskStep[];
  /** Whether the failing call was reached. */
  readonly wasMet: boolean;
  readonly start: Found;
  /** What the writer threw; absent when nothing. `namesPath`: the message contains the path. */
  readonly failure?: { readonly code: string; readonly isTyped: boolean; readonly namesPath: boolean };
  /** What was found afterwards, without the fault; `damaged` also when reading failed. */
  readonly after: Found;
  /** Unexpected files right afterwards. */
  readonly leftovers: readonly string[];
  /** What was found, and the unexpected files, after one more run without a fault. */
  readonly again: Found;
  readonly leftoversAgain: readonly string[];
}
