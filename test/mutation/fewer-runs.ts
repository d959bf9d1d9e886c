// Fewer runs of each property while mutants are judged: a property that needs many to notice a change counts as one that does not notice it.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
