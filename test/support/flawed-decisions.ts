// Decisions made wrong on purpose, to show that a walk through all situations would notice.

/** Two ways to make `decide` wrong. */
export function makeWrong<Situation, Step>(decide: (situation: Situation) => Step) {
  type Decide = (situation: Situation) => Step;
  return {
    /** The decision as if the situation were another one. */
    asIf:
      (change: (situation: Situation) => Partial<Situation>): Decide =>
      (situation) =>
        decide({ ...situation, ...change(situation) }),
    /** The decision, but another step where `flaw` gives one. */
    but:
      (flaw: (situation: Situation, step: Step) => Step | false | undefined): Decide =>
      (situation) => {
        const step = decide(situation);
        return flaw(situation, step) || step;
      },
  };
}
