// In which order the API's interchangeable hosts are tried. One for each gateway; it remembers the host used last.

/** Chooses hosts; the first of two calls in a row is never the same, unless there is only one. */
export interface AxiomHostOrder {
  /** All hosts in the order in which to try them for one call. */
  next(): readonly string[];
  /** Tells which host a request was really sent to. */
  used(origin: string): void;
}

/** `random` gives numbers from 0 up to, not including, 1. */
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
