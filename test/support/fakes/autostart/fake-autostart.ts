// The start with the session as a field that tests set; a failure that is set is thrown by both calls.
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Autostart, AutostartState } from '../../../../main/core/ports/autostart';

export class FakeAutostart implements Autostart {
  state: AutostartState = 'off';
  failure: AxiomTokenError | undefined;

  async read(): Promise<AutostartState> {
    if (this.failure) throw this.failure;
    return this.state;
  }

  async set(isOn: boolean): Promise<void> {
    if (this.failure) throw this.failure;
    this.state = isOn ? 'on' : 'off';
  }
}
