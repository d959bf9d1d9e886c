// What the program that tries the writers of files is told and what it tells. Types only.
import type { DiskStep } from './fault-disk-platform';
import type { Found } from './fault-disk-writers';

/** Given as JSON. */
export interface DiskTrial {
  /** An empty folder. */
  readonly folder: string;
  /** `short`: half is written and said so, after that the disk is full. */
  readonly errnos: readonly string[];
  /** Also with every later call failing. */
  readonly isLastingToo: boolean;
  /** The folder is a small file system of its own: it is really filled and made read-only, and no call is made to fail. */
  readonly isSmallDisk?: boolean;
  /** One that writes as nobody should, in place of ours. */
  readonly isNaive?: boolean;
}

/** One writer with one of its calls failing. */
export interface DiskCell {
  readonly writer: string;
  readonly goal: Found;
  readonly isSilent: boolean;
  readonly errno: string;
  readonly isLasting: boolean;
  /** On a small disk: how it was. */
  readonly disk?: string;
  /** The call that failed, and those before it. */
  readonly step: DiskStep;
  readonly before: readonly DiskStep[];
  /** Whether the call that was to fail was met. */
  readonly wasMet: boolean;
  readonly start: Found;
  /** What the writer threw; absent when it did not. `namesPath`: its sentence says where. */
  readonly failure?: { readonly code: string; readonly isTyped: boolean; readonly namesPath: boolean };
  /** What was found afterwards, all being well again; `damaged` also when looking failed. */
  readonly after: Found;
  /** Files that nobody should have left, right afterwards. */
  readonly leftovers: readonly string[];
  /** What was found, and left, when it was done once more without a fault. */
  readonly again: Found;
  readonly leftoversAgain: readonly string[];
}
