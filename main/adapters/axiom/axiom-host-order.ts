// The order in which the API's interchangeable hosts are tried.
// Each gateway has its own, which remembers the last host.

/** Chooses hosts: a call never starts with the host that was used last, unless there is only one. */
export interface AxiomHostOrder {
  /** All hosts in the order in which to try them for one call. */
  next(): readonly string[];
  /** Call it with the host that a request is sent to. */
  used(origin: string): void;
}

/** @param random a number in [0, 1) */
export function createAxiomHostOrder(origins: readonly string[], random: () => number): AxiomHostOrder {
  let last: string | undefined;
  return {
    next() {
      const order = shuffle(origins, random);
      if (order[0] === last && order.length > 1) order.push(...order.splice(0, 1));
      return order;
    },
    used(origin) {
      last = origin;
    },
  };
}

function shuffle(items: readonly string[], random: () => number): string[] {
  const rest = [...items];
  const result: string[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}
