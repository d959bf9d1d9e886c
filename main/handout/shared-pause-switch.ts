// The panic switch over the pause file: a change by any process applies here too, and stops or resumes the refreshes of this process. Opened by
// main/compose/open-handout.ts.
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { TokenLifecycleManager } from '../core/refresh/token-lifecycle-manager';
import type { ChangedBy, PauseSwitch } from './handout';
import type { PauseFile, PauseState, Trail } from './handout-state';

export interface SharedPauseSwitchParts {
  readonly file: PauseFile;
  readonly lifecycle: Pick<TokenLifecycleManager, 'isPaused' | 'pause' | 'resume' | 'onChange'>;
  readonly trail: Pick<Trail, 'add'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class SharedPauseSwitch implements PauseSwitch {
  readonly #parts: SharedPauseSwitchParts;
  readonly #changes: ChangeEmitter;
  readonly #stopWatching: readonly Unsubscribe[];
  /** A state that was decided here but could not be written. It applies until the file changes. */
  #unsaved: { readonly wanted: PauseState; readonly over: PauseState } | undefined;
  #last: PauseState;

  /** The pause applies when this returns. */
  constructor(parts: SharedPauseSwitchParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
    this.#last = parts.file.read();
    // Each refresh starts with a change of the lifecycle. So a pause by another process is noticed before it, even if
    // the folder cannot be watched.
    this.#stopWatching = [
      parts.file.onChange(() => this.#onFileChange()),
      parts.lifecycle.onChange(() => this.#look()),
    ];
    this.#look();
  }

  get state(): PauseState {
    return this.#look();
  }

  pause(by: ChangedBy, reason?: string): void {
    const before = this.#look();
    const sinceMs = before.isPaused && !before.isLost ? before.sinceMs : this.#parts.clock.nowMs();
    this.#decide({ isPaused: true, sinceMs, reason: reason ?? before.reason }, () => {
      if (!before.isPaused) this.#parts.trail.add({ event: 'paused', ...by, reason });
    });
  }

  resume(by: ChangedBy): void {
    const before = this.#look();
    this.#decide({ isPaused: false }, () => {
      if (before.isPaused) this.#parts.trail.add({ event: 'resumed', ...by });
    });
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    for (const stop of this.#stopWatching) stop();
  }

  #decide(wanted: PauseState, note: () => void): void {
    const { file } = this.#parts;
    this.#unsaved = { wanted, over: file.read() };
    this.#look();
    note();
    file.write(wanted);
    this.#unsaved = undefined;
    this.#look();
  }

  /** If another process saves an identical pause again, that ends a resume here that could not be saved. */
  #onFileChange(): void {
    if (this.#unsaved && !this.#unsaved.wanted.isPaused) this.#unsaved = undefined;
    this.#look();
  }

  #look(): PauseState {
    const { file, lifecycle } = this.#parts;
    const found = file.read();
    if (this.#unsaved && !isSame(this.#unsaved.over, found)) this.#unsaved = undefined;
    const state = this.#unsaved?.wanted ?? found;
    const isChanged = !isSame(state, this.#last);
    this.#last = state;
    if (state.isPaused && !lifecycle.isPaused) lifecycle.pause();
    if (!state.isPaused && lifecycle.isPaused) lifecycle.resume();
    if (isChanged) this.#changes.emit();
    return state;
  }
}

function isSame(one: PauseState, other: PauseState): boolean {
  const facts = ({ isPaused, sinceMs, reason, isLost }: PauseState) => [isPaused, sinceMs, reason, isLost];
  const others = facts(other);
  return facts(one).every((fact, index) => fact === others[index]);
}
