import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SectionView } from '../../../core/console/console-views.js';
import type { VerificationView } from '../recordings/recording-views.js';
import { ActButton } from './acts.js';
import { useFeed, useRead, type Place } from './hooks.js';
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

/** What can be simulated again. */
const READABLE = ['running', 'whole', 'stopped', 'cut off'];

interface RecordingProps {
  readonly id: string;
  readonly section: SectionView;
  readonly query: Place['query'];
}

/** One recording: what it is, and what can be done with it. */
export function RecordingPage({ id, section }: RecordingProps): JSX.Element {
  const { value: recording, error, again } = useRead<RecordingReading>('recordings/recording', { id });
  const [isVerifying, setVerifying] = useState(false);
  const acts = section.parts.filter(({ kind, on }) => kind === 'act' && on === 'row');
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
          <button type="button" aria-pressed={isVerifying} onClick={() => setVerifying(!isVerifying)}>
            {isVerifying ? TEXTS.recordings.stopVerifying : TEXTS.recordings.verify}
          </button>
        )}
        <FileLinks section={section} id={id} />
        {acts.map((part) => (
          <ActButton key={part.id} section={section.id} part={part} target={{ known: { id }, name: id }} />
        ))}
      </div>
      {TEXTS.recordings.stateTexts[state] !== undefined && <p class="banner">{TEXTS.recordings.stateTexts[state]}</p>}
      {contract !== null && !isOfThisContract && <p class="banner">{TEXTS.recordings.otherContract}</p>}
      {isVerifying && <Verification id={id} />}
      <Card title={TEXTS.recordings.facts}>
        <Data value={facts} />
      </Card>
    </>
  );
}

/** What a process finds that simulates the recording again, while this is shown. */
function Verification({ id }: { id: string }): JSX.Element {
  const { value, code } = useFeed<VerificationView>('recordings.verification', { id });
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
