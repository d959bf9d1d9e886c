// Deliberately wrong decisions, to show that walking through all situations would notice.

/** Two ways to make `decide` wrong. */
export function makeWrong<Situation, Step>(decide: (situation: Situation) => Step) {
  type Decide = (situation: Situation) => Step;
  return {
    /** Decides as if the situation were another one. */
    asIf:
      (change: (situation: Situation) => Partial<Situation>): Decide =>
      (situation) =>
        decide({ ...situation, ...change(situation) }),
    /** Replaces the decided step where `flaw` returns one. */
    but:
      (flaw: (situation: Situation, step: Step) => Step | false | undefined): Decide =>
      (situation) => {
        const step = decide(situation);
        return flaw(situation, step) || step;
      },
  };
}
