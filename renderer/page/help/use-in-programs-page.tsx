// "Use it in your programs": ready-made lines for an account. Main creates and copies them; they contain no token.
import { useEffect, useId, useState } from 'preact/hooks';
import type { ProgramWay, ProgramWayId } from '../../../preload/contract/program-ways-schema';
import type { CallReply } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { useApp, useProfile } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { SocketTroubleNote } from '../../view/socket-trouble-note';
import { RecentPrograms } from './recent-programs';

type CopiedId = ProgramWayId | 'set-up';

export function UseInProgramsPage() {
  const { api, route, announce } = useApp();
  const profile = useProfile();
  const { profileId } = route;
  const [answer, setAnswer] = useState<CallReply<'describeProgramWays'> | undefined>(undefined);
  const [copied, setCopied] = useState<CopiedId | undefined>(undefined);
  const reading = useCall();
  const copying = useCall();
  useEffect(() => {
    void reading
      .run(() => api.describeProgramWays({ profileId }))
      .then((outcome) => {
        if (outcome?.ok) setAnswer(outcome.value);
      });
  }, []);
  const copy = async (way: CopiedId) => {
    setCopied(undefined);
    const outcome = await copying.run(() => api.copyProgramWay({ profileId, way }));
    if (!outcome?.ok) return;
    setCopied(way);
    announce('Copied.');
  };
  const failure = reading.failure ?? copying.failure;
  const lines = { copied, isBusy: copying.isBusy, onCopy: (way: CopiedId) => void copy(way) };
  return (
    <PageFrame
      title="Use it in your programs"
      under={`Lines for ${profile?.name ?? 'this account'}, ready to paste. They contain no token: a program asks for one each time, and gets one that is valid at that time.`}
    >
      {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
      <SocketTroubleNote trouble={answer?.socketTrouble} />
      {answer?.setUp ? (
        <Lines {...lines} id="set-up" title="Do this once first" text={answer.setUp.line} needs={answer.setUp.words} />
      ) : null}
      {answer?.ways.map(({ id, title, lines: text, needs }: ProgramWay) => (
        <Lines key={id} {...lines} id={id} title={title} text={text} needs={needs} />
      ))}
      <RecentPrograms profileId={profileId} />
      <p class="quiet">
        The first time a program asks, you are notified and can block it. While the app runs it answers; without it the
        command line reads the same keychain or file by itself.
      </p>
    </PageFrame>
  );
}

interface LinesProps {
  readonly id: CopiedId;
  readonly title: string;
  readonly text: string;
  readonly needs: string;
  readonly copied: CopiedId | undefined;
  readonly isBusy: boolean;
  readonly onCopy: (id: CopiedId) => void;
}

function Lines({ id, title, text, needs, copied, isBusy, onCopy }: LinesProps) {
  const titleId = useId();
  const word = copied === id ? 'Copied' : 'Copy';
  return (
    <section class="card program-way" aria-labelledby={titleId}>
      <div class="program-way-head">
        <h2 id={titleId}>{title}</h2>
        <Button isBusy={isBusy} label={`${word} the lines for ${title}`} onPress={() => onCopy(id)}>
          {word}
        </Button>
      </div>
      <pre class="lines">
        <code>{text}</code>
      </pre>
      <p class="quiet small">{needs}</p>
    </section>
  );
}
