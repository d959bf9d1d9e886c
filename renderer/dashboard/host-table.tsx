// A table below the plot: how each Axiom host answered, and what failed there.
import type { HostRow } from '../model/plot-model';

export function HostTable({ hosts }: { readonly hosts: readonly HostRow[] }) {
  const hasFailures = hosts.some(({ failures }) => failures.length > 0);
  return (
    <details class="hosts-details">
      <summary>By host{hasFailures ? ', and what failed' : ''}</summary>
      <table class="hosts">
        <caption class="unseen">By host: refreshes that worked, and the time to answer</caption>
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col">Worked</th>
            <th scope="col">Median</th>
            <th scope="col">Slowest</th>
          </tr>
        </thead>
        {hosts.map(({ host, worked, median, slowest, failures }) => (
          <tbody key={host}>
            <tr>
              <th scope="row">{host}</th>
              <td>{worked}</td>
              <td>{median}</td>
              <td>{slowest}</td>
            </tr>
            {failures.map((words) => (
              <tr key={words} class="host-failure">
                <td colSpan={4}>{words}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </details>
  );
}
