// One program: the decision about it, since when, its last token, and the possible actions. Part of the programs page.
import type { ProgramPolicy, ProgramStatus } from '../../../preload/contract/programs-schema';
import { ACTION_WORDS, type ProgramAction, programModel } from '../../model/program-model';
import { useApp } from '../../state/app-context';
import { Button } from '../../view/button';
import { Shape } from '../../view/shape';

export interface ProgramItemProps {
  readonly program: ProgramStatus;
  /** Of its account. */
  readonly policy: ProgramPolicy;
  readonly onAct: (action: ProgramAction) => void;
  /** Opens the trail of this program. */
  readonly onTrail: () => void;
}

export function ProgramItem({ program, policy, onAct, onTrail }: ProgramItemProps) {
  const { dates, ticker } = useApp();
  const { tone, shape, holds, actions } = programModel(program, policy);
  const { name, programId, decidedAtMs, lastUsedAtMs } = program;
  const nowMs = ticker.secondMs();
  return (
    <li class="program">
      <span class={`program-shape tone-${tone}`}>
        <Shape name={shape} />
      </span>
      <div class="program-words">
        <strong>{name}</strong>
        {programId === name ? null : <span class="program-id">{programId}</span>}
        <span class="program-line">
          <span class={`program-holds tone-${tone}`}>{holds}</span>
          <span>since {dates.moment(decidedAtMs, nowMs)}</span>
          <span>
            {lastUsedAtMs === undefined ? 'No token so far' : `Last token ${dates.moment(lastUsedAtMs, nowMs)}`}
          </span>
        </span>
      </div>
      <div class="actions program-actions">
        {actions.map((action) => (
          <Button
            key={action}
            kind={action === 'block' ? 'danger-quiet' : 'quiet'}
            label={ACTION_WORDS[action].about(name)}
            onPress={() => onAct(action)}
          >
            {ACTION_WORDS[action].label}
          </Button>
        ))}
        <Button kind="quiet" label={`Its trail: what ${name} was given`} onPress={onTrail}>
          Its trail
        </Button>
      </div>
    </li>
  );
}
