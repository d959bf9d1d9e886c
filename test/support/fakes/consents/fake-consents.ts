// Consents in memory, for tests of code that shows and changes them. The real rules have their own tests.
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Consent, ConsentPolicy } from '../../../../main/handout/consent';
import type { ShownConsents } from '../../../../main/desktop/ipc/app-services';

export class FakeConsents {
  consents: Consent[] = [];
  readonly policiesById = new Map<string, ConsentPolicy>();
  /** While set, nothing can be read or saved. */
  failure: AxiomTokenError['code'] | undefined;

  readonly port: ShownConsents = {
    list: (profileId) => {
      this.#check();
      return this.consents.filter((each) => profileId === undefined || each.profileId === profileId);
    },
    policyOf: (profileId) => {
      this.#check();
      return this.policiesById.get(profileId) ?? 'notify';
    },
    setPolicy: async (profileId, policy) => {
      this.#check();
      this.policiesById.set(profileId, policy);
    },
    allow: async (_profileId, id, _by, scope = 'always') =>
      this.#change(id, { decision: 'allow', scope: scope === 'once' ? 'always' : scope, by: 'person' }),
    block: async (_profileId, id) => this.#change(id, { decision: 'deny', scope: 'always', by: 'person' }),
    forget: async (_profileId, id) => {
      this.#check();
      this.consents = this.consents.filter((each) => each.id !== id);
      return [id];
    },
  };

  #change(id: string, change: Partial<Consent>): Consent {
    this.#check();
    const found = this.consents.find((each) => each.id === id);
    if (!found) throw new AxiomTokenError('INVALID_INPUT');
    const changed = { ...found, ...change };
    this.consents = this.consents.map((each) => (each === found ? changed : each));
    return changed;
  }

  #check(): void {
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
