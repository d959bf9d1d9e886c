// Autostart as a field that tests set; both calls throw `failure` if it is set.
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
