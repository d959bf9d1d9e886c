// The clock of the model's computer.
import { FakeClock } from '../support/fakes/clock/fake-clock';

/** Timers after parts of a millisecond move the fake clock by them; a real wall clock counts whole ones. */
export class WholeClock extends FakeClock {
  override nowMs(): number {
    return Math.floor(super.nowMs());
  }
}
