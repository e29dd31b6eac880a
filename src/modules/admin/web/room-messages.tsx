import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useFeed } from './hooks.js';
import { MessageDialog, type SeenMessage } from './room-message.js';
import { TEXTS } from './texts.js';
import { bytesText, Card, Empty, Failed, Loading, shortTimeText } from './ui.js';

interface Packet {
  readonly way: 'in' | 'out';
  readonly type: number;
  readonly ref: number;
  readonly bytes?: number;
  readonly tookMs?: number;
  readonly to?: readonly number[];
}

interface Line {
  readonly line: number;
  readonly tick: number;
  readonly member: number | null;
  readonly name: string;
  readonly what: string;
  readonly text: string;
  /** Absent for what is no message. */
  readonly packet?: Packet;
}

interface Messages {
  readonly total: number;
  readonly lines: readonly Line[];
}

/** What members of a room send and are sent, while the reader listens. */
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
  const [seen, setSeen] = useState<SeenMessage>();
  if (value === undefined)
    return code === undefined ? <Loading /> : <Failed error={{ code, message: TEXTS.frame.failed }} />;
  if (value.lines.length === 0) return <Empty text={TEXTS.rooms.silence} />;
  return (
    <>
      <ol class="messages" tabIndex={0} aria-label={TEXTS.rooms.messages}>
        {value.lines.map((each) => (
          <MessageLine key={each.line} line={each} onOpen={setSeen} />
        ))}
      </ol>
      {seen && <MessageDialog seen={seen} onClose={() => setSeen(undefined)} />}
    </>
  );
}

/** One line; a message opens beside its contract. */
function MessageLine({ line, onOpen }: { line: Line; onOpen: (seen: SeenMessage) => void }): JSX.Element {
  const { tick, member, name, what, text, packet } = line;
  const who =
    packet === undefined ? whoOf(member, name) : `${TEXTS.rooms.ways[packet.way]} ${whoOf(member, name, packet)}`;
  const facts = packet === undefined ? '' : packetText(packet);
  const open = (): void => {
    if (packet !== undefined) onOpen({ type: packet.type, what, text, facts: `${who} · ${facts}` });
  };
  return (
    <li>
      <span class="soft">{tick}</span>
      <bdi>{who}</bdi>
      {packet === undefined ? (
        <b>{what}</b>
      ) : (
        <button type="button" class="plain" onClick={open}>
          {what}
        </button>
      )}
      <code>{text}</code>
      {packet && <span class="soft">{facts}</span>}
    </li>
  );
}

function whoOf(member: number | null, name: string, packet?: Packet): string {
  const to = packet?.to ?? [];
  if (to.length > 1) return to.join(', ');
  return member === null ? '' : `${member} ${name}`;
}

function packetText({ type, ref, bytes, tookMs }: Packet): string {
  return [
    TEXTS.rooms.packetType(type),
    ...(ref === 0 ? [] : [TEXTS.rooms.packetRef(ref)]),
    ...(bytes === undefined ? [] : [bytesText(bytes)]),
    ...(tookMs === undefined ? [] : [shortTimeText(tookMs)]),
  ].join(' · ');
}
