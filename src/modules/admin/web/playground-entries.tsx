import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PlaygroundContract, StripBox } from '../sections/playground-views.js';
import { bytesOf, encode } from './playground-frames.js';
import { QUIET_TYPES, type LogEntry } from './playground-log.js';
import type { TestPlayer } from './playground-player.js';
import { TEXTS } from './texts.js';
import { bytesText, Card, Data, Empty } from './ui.js';

const MAX_SHOWN_BYTES = 512;
const MAX_SHOWN_JSON = 20_000;

interface LogProps {
  readonly player: TestPlayer;
  readonly contract: PlaygroundContract;
  /** Where the protocol page is. */
  readonly protocol: string;
}

/** What a test player has sent and received, each answer beside its request. */
export function PlayerEntries({ player, contract, protocol }: LogProps): JSX.Element {
  const [isQuiet, setQuiet] = useState(true);
  const [, redraw] = useState(0);
  const entries = player.log.entries.filter(({ type }) => !isQuiet || !QUIET_TYPES.has(type));
  const controls = (
    <span class="controls">
      <label>
        <input type="checkbox" checked={!isQuiet} onChange={() => setQuiet(!isQuiet)} />
        {TEXTS.playground.heartbeats}
      </label>
      <button
        type="button"
        onClick={() => {
          player.log.clear();
          redraw((last) => last + 1);
        }}
      >
        {TEXTS.playground.clear}
      </button>
    </span>
  );
  return (
    <Card title={TEXTS.playground.log} aside={controls}>
      {entries.length === 0 ? (
        <Empty text={TEXTS.playground.silence} />
      ) : (
        <ol class="entries" tabIndex={0} aria-label={TEXTS.playground.log}>
          {entries.map((entry) => (
            <Entry key={entry.id} {...{ entry, contract, protocol }} />
          ))}
        </ol>
      )}
    </Card>
  );
}

interface EntryProps extends Omit<LogProps, 'player'> {
  readonly entry: LogEntry;
}

function Entry({ entry, contract, protocol }: EntryProps): JSX.Element {
  const { kind, ref, answer, tookMs } = entry;
  if (kind === 'note') {
    return (
      <li class="note">
        {entry.name} <Code {...{ entry, contract, protocol }} />
      </li>
    );
  }
  return (
    <li class={kind}>
      <div>
        <Frame {...{ entry, contract, protocol }} />
      </div>
      <div>
        {answer ? (
          <Frame {...{ contract, protocol }} entry={answer} tookMs={tookMs} />
        ) : (
          kind === 'out' && ref !== 0 && <span class="soft">{TEXTS.playground.waiting}</span>
        )}
      </div>
    </li>
  );
}

/** An error's code leads to its text. */
function Code({ entry, contract, protocol }: EntryProps): JSX.Element | null {
  const { code } = entry;
  if (code === undefined) return null;
  const text = contract.errors.find((error) => error.code === code)?.text;
  if (text === undefined) return <code class="problem">{code}</code>;
  return (
    <span class="problem">
      <a href={`${protocol}/protocol#error-${code}`} target="_blank" rel="noreferrer">
        <code>{code}</code>
      </a>{' '}
      {text}
    </span>
  );
}

function Frame({ entry, contract, protocol, tookMs }: EntryProps & { tookMs?: number | undefined }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const { kind, name, bytes, ref } = entry;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={`arrow ${kind}`} aria-hidden="true">
          {kind === 'out' ? '→' : '←'}
        </span>{' '}
        <b>{name}</b> {ref !== 0 && <span class="soft">#{ref}</span>} <span class="soft">{bytesText(bytes)}</span>{' '}
        {tookMs !== undefined && <span class="soft">{tookMs.toFixed(1)} ms</span>}{' '}
        <Code {...{ entry, contract, protocol }} />
      </summary>
      {isOpen && <FrameDetails entry={entry} contract={contract} />}
    </details>
  );
}

/** One frame as a message, as JSON, and as bytes. */
function FrameDetails({ entry, contract }: Pick<EntryProps, 'entry' | 'contract'>): JSX.Element {
  const { frame, message, type, ref } = entry;
  const isText = typeof frame === 'string';
  const [binary, setBinary] = useState<Uint8Array>();
  const known = contract.messages.find((each) => each.type === type);
  useEffect(() => {
    if (!isText || known === undefined) return;
    encode({ type, ref, ...(known.fields.length > 0 && { message: message ?? {} }) }).then(
      (encoded) => 'bytes' in encoded && setBinary(bytesOf(encoded.bytes)),
      () => undefined,
    );
  }, [entry]);
  const json = isText ? frame : JSON.stringify({ type, ...(ref !== 0 && { ref }), message });
  const bytes = isText ? binary : frame;
  return (
    <div class="frame-details">
      {typeof message === 'object' && message !== null && Object.keys(message).length > 0 && (
        <Part title={TEXTS.playground.message}>
          <Data value={message} />
        </Part>
      )}
      <Part title={TEXTS.playground.json} aside={isText ? bytesText(entry.bytes) : ''}>
        <pre tabIndex={0}>{prettyOf(json).slice(0, MAX_SHOWN_JSON)}</pre>
      </Part>
      {bytes && (
        <Part
          title={TEXTS.playground.hex}
          aside={`${bytesText(bytes.length)}${isText ? `, ${TEXTS.playground.binary}` : ''}`}
        >
          {known && <Strip boxes={known.strip} />}
          <pre class="hex" tabIndex={0}>
            {hexOf(bytes)}
          </pre>
        </Part>
      )}
    </div>
  );
}

function Part({
  title,
  aside = '',
  children,
}: {
  title: string;
  aside?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section>
      <h4>
        {title} <span class="soft">{aside}</span>
      </h4>
      {children}
    </section>
  );
}

/** How a binary packet is laid out, as the protocol page draws it. */
export function Strip({ boxes }: { boxes: readonly StripBox[] }): JSX.Element {
  return (
    <ol class="strip">
      {boxes.map(({ kind, name, form, isOptional, bits }, i) => (
        <li key={i} class={`${kind} ${isOptional ? 'optional' : ''}`}>
          <b>{name}</b>
          <span>{kind === 'bits' ? bits.join(' ') : form}</span>
        </li>
      ))}
    </ol>
  );
}

function hexOf(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, MAX_SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${shown.join(' ')}${bytes.length > MAX_SHOWN_BYTES ? ' …' : ''}`;
}

function prettyOf(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
