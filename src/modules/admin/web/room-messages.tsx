import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useFeed } from './hooks.js';
import { TEXTS } from './texts.js';
import { Card, Empty, Failed, Loading } from './ui.js';

interface Line {
  readonly line: number;
  readonly tick: number;
  readonly member: number | null;
  readonly name: string;
  readonly what: string;
  readonly text: string;
}

interface Messages {
  readonly total: number;
  readonly lines: readonly Line[];
}

/** What members of a room send, while the reader listens. */
export function RoomMessages({ id }: { id: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [withInputs, setWithInputs] = useState(false);
  const controls = (
    <span class="controls">
      {isOpen && (
        <label>
          <input
            type="checkbox"
            checked={withInputs}
            onChange={(event) => setWithInputs(event.currentTarget.checked)}
          />{' '}
          {TEXTS.rooms.withInputs}
        </label>
      )}
      <button type="button" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? TEXTS.rooms.stop : TEXTS.rooms.listen}
      </button>
    </span>
  );
  return (
    <Card title={TEXTS.rooms.messages} aside={controls}>
      {isOpen ? <Lines id={id} withInputs={withInputs} /> : <p class="soft">{TEXTS.rooms.messagesText}</p>}
    </Card>
  );
}

function Lines({ id, withInputs }: { id: string; withInputs: boolean }): JSX.Element {
  const { value, code } = useFeed<Messages>('rooms.messages', { id, withInputs });
  if (value === undefined)
    return code === undefined ? <Loading /> : <Failed error={{ code, message: TEXTS.frame.failed }} />;
  if (value.lines.length === 0) return <Empty text={TEXTS.rooms.silence} />;
  return (
    <ol class="messages" tabIndex={0} aria-label={TEXTS.rooms.messages}>
      {value.lines.map(({ line, tick, member, name, what, text }) => (
        <li key={line}>
          <span class="soft">{tick}</span>
          <bdi>{member === null ? '' : `${member} ${name}`}</bdi>
          <b>{what}</b>
          <code>{text}</code>
        </li>
      ))}
    </ol>
  );
}
