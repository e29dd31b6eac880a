import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SectionView } from '../../../core/console/console-views.js';
import type { ReplayView, VerificationView } from '../recordings/recording-views.js';
import { Acts } from './acts.js';
import { useFeed, useRead, type Place } from './hooks.js';
import { RecordingViewer } from './recording-viewer.js';
import { FileLinks } from './row-page.js';
import { TEXTS } from './texts.js';
import { Card, Data, Empty, Failed, Link, Loading } from './ui.js';

interface RecordingReading {
  readonly type: string | null;
  readonly code: string | null;
  readonly state: string;
  readonly startedAt: number | null;
  readonly contract: string | null;
  readonly isOfThisContract: boolean;
}

/** How often one that is still written is read again. */
const AGAIN_MS = 5_000;
/** What can be simulated again. */
const READABLE = ['running', 'whole', 'stopped', 'cut off'];

interface RecordingProps {
  readonly id: string;
  readonly section: SectionView;
  readonly query: Place['query'];
}

/** One recording: what it is, and what can be done with it. */
export function RecordingPage({ id, section, query }: RecordingProps): JSX.Element {
  const { value: recording, error, again } = useRead<RecordingReading>('recordings/recording', { id });
  const [isVerifying, setVerifying] = useState(false);
  const [isVerified, setVerified] = useState(false);
  const { value: replay } = useFeed<ReplayView | null>('recordings.replay', { id });
  const isPlaying = replay?.phase === 'starting' || replay?.phase === 'playing';
  const isWritten = recording?.state === 'running';
  useEffect(() => {
    if (!isWritten) return;
    const timer = setInterval(again, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWritten]);
  const back = (
    <p>
      <Link to="recordings">{section.title}</Link>
    </p>
  );
  if (error?.code === 'admin.no_such_target') {
    return (
      <>
        {back}
        <Empty text={TEXTS.recordings.gone} />
      </>
    );
  }
  if (recording === undefined) return error === undefined ? <Loading /> : <Failed error={error} again={again} />;
  const { type, code, state, startedAt, contract, isOfThisContract } = recording;
  const isReadable = READABLE.includes(state);
  const facts = { ...recording, startedAt: startedAt === null ? null : new Date(startedAt).toISOString() };
  return (
    <>
      {back}
      <div class="title">
        <h1>
          {type === null ? (
            <bdi>{id}</bdi>
          ) : (
            <>
              {type} <code>{code}</code>
            </>
          )}
        </h1>
        {isReadable && (
          <button
            type="button"
            aria-pressed={isVerifying}
            onClick={() => {
              setVerifying(!isVerifying);
              setVerified(false);
            }}
          >
            {isVerifying ? TEXTS.recordings[isVerified ? 'hideResult' : 'stopVerifying'] : TEXTS.recordings.verify}
          </button>
        )}
        <FileLinks section={section} id={id} />
        <Acts
          section={section.id}
          parts={section.parts.filter(({ on }) => on === 'row')}
          target={{ known: { id }, name: id }}
          of={{ ...recording, isPlaying, isReadable }}
        />
      </div>
      {TEXTS.recordings.stateTexts[state] !== undefined && <p class="banner">{TEXTS.recordings.stateTexts[state]}</p>}
      {contract !== null && !isOfThisContract && <p class="banner">{TEXTS.recordings.otherContract}</p>}
      {isVerifying && <Verification id={id} onEnd={() => setVerified(true)} />}
      {replay && <Replay replay={replay} />}
      {isReadable && <RecordingViewer id={id} query={query} />}
      <Card title={TEXTS.recordings.facts}>
        <Data value={facts} />
      </Card>
    </>
  );
}

/** What a process finds that simulates the recording again, while this is shown. */
function Verification({ id, onEnd }: { id: string; onEnd: () => void }): JSX.Element {
  const { value, code } = useFeed<VerificationView>('recordings.verification', { id });
  const hasEnded = value !== undefined && value.phase !== 'running';
  useEffect(() => {
    if (hasEnded) onEnd();
  }, [hasEnded]);
  const { verify, verifying, busy, equal, differs, failed } = TEXTS.recordings;
  const titles = { running: verify, equal, differs, failed };
  return (
    <Card title={titles[value?.phase ?? 'running']}>
      <p role="status" class={value?.phase === 'differs' || value?.phase === 'failed' ? 'problem' : ''}>
        {value?.text ?? (value === undefined && code === 'admin.busy' ? busy : verifying)}
      </p>
    </Card>
  );
}

/** The room that game clients join to see the recording. */
function Replay({ replay }: { replay: ReplayView }): JSX.Element {
  const { phase, code, url, text } = replay;
  if (phase === 'ended') return <p class="banner">{text}</p>;
  return (
    <div class="banner card row" role="status">
      {code === undefined ? (
        TEXTS.recordings.startingReplay
      ) : (
        <span>
          {TEXTS.recordings.join} <code>{code}</code> <code>{url}</code>
        </span>
      )}
    </div>
  );
}
