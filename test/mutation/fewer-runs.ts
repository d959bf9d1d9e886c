// Fewer runs of each property test while mutants are judged: a property that needs many runs to notice a change counts as not noticing it.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
