// The clock of the model's computer.
import { FakeClock } from '../support/fakes/clock/fake-clock';

/** Fractions of a millisecond in timers move the fake clock; a real wall clock counts whole milliseconds. */
export class WholeMillisecondClock extends FakeClock {
  override nowMs(): number {
    return Math.floor(super.nowMs());
  }
}
