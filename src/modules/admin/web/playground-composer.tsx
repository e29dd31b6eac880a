import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlaygroundContract, PlaygroundMessage, SampleView } from '../sections/playground-views.js';
import { ApiError, read } from './api.js';
import { Strip } from './playground-entries.js';
import { MessageForm, neededOf } from './playground-form.js';
import type { TestPlayer } from './playground-player.js';
import { TEXTS } from './texts.js';
import { Card, DocText } from './ui.js';

type Fields = Readonly<Record<string, unknown>>;

interface ComposerProps {
  readonly message: PlaygroundMessage;
  readonly contract: PlaygroundContract;
  readonly players: readonly TestPlayer[];
  /** Who sends. */
  readonly player: TestPlayer | undefined;
}

/** What was last written of each message: it is there again when the reader comes back. */
const drafts = new Map<number, Fields>();

/** One message: what it is for, its form, and the buttons that send it. */
export function Composer({ message, contract, players, player }: ComposerProps): JSX.Element {
  const [value, setValue] = useState<Fields>(drafts.get(message.type) ?? neededOf(message));
  const [raw, setRaw] = useState<string>();
  const [issues, setIssues] = useState<SampleView['issues']>([]);
  const [problem, setProblem] = useState('');
  const [wantsReply, setWantsReply] = useState(true);
  const texts = TEXTS.playground;

  const change = (next: Fields): void => {
    drafts.set(message.type, next);
    setValue(next);
    setIssues([]);
  };
  const fill = async (kind: 'random' | 'limits' | 'invalid'): Promise<void> => {
    try {
      const sample = await read<SampleView>('playground/sample', { type: message.type, kind });
      change(sample.message);
      setIssues(sample.issues);
      setProblem('');
      if (raw !== undefined) setRaw(pretty(sample.message));
    } catch (failure) {
      setProblem((failure as ApiError).message);
    }
  };
  const toggleRaw = (): void => {
    if (raw === undefined) {
      setRaw(pretty(value));
      return;
    }
    const parsed = parsedOf(raw);
    if (parsed !== undefined) change(parsed);
    setRaw(undefined);
  };
  const sendAs = (senders: readonly TestPlayer[]): void => {
    const parsed = raw === undefined ? value : parsedOf(raw);
    setProblem(parsed === undefined ? texts.broken : '');
    for (const sender of senders) {
      if (parsed !== undefined) sender.send({ message, value: parsed, wantsReply });
      else if (sender.choice.codec === 'json') sender.sendText(raw ?? '');
    }
  };
  const open = players.filter(({ state }) => state === 'open');
  return (
    <Card title={message.name} aside={<span class="soft">{message.type}</span>}>
      <p>
        <DocText text={message.doc} />
      </p>
      <p class="soft">
        {texts.answeredBy} <code>{message.reply ?? 'Ack'}</code>
      </p>
      <div class="controls">
        <button type="button" onClick={() => void fill('random')}>
          {texts.random}
        </button>
        <button type="button" onClick={() => void fill('limits')}>
          {texts.limits}
        </button>
        <button type="button" onClick={() => void fill('invalid')}>
          {texts.invalid}
        </button>
        <button type="button" onClick={() => change(message.example)}>
          {texts.example}
        </button>
        <button type="button" aria-pressed={raw !== undefined} onClick={toggleRaw}>
          {raw === undefined ? texts.raw : texts.form}
        </button>
      </div>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (player) sendAs([player]);
        }}
      >
        {raw !== undefined ? (
          <label>
            {texts.raw}
            <textarea
              rows={Math.min(24, Math.max(6, raw.split('\n').length))}
              spellcheck={false}
              value={raw}
              onInput={(event) => setRaw(event.currentTarget.value)}
            />
          </label>
        ) : message.fields.length === 0 ? (
          <p class="soft">{texts.noFields}</p>
        ) : (
          <MessageForm
            fields={message.fields}
            structs={contract.structs}
            types={contract.variantTypes}
            problems={issues}
            {...{ value }}
            onValue={change}
          />
        )}
        {issues.length > 0 && (
          <p class="problem" role="status">
            {texts.breaks} {issues.map(({ field, text }) => `${field} ${text}`.trim()).join('; ')}
          </p>
        )}
        {problem !== '' && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="controls">
          <button type="submit" class="primary" disabled={player?.state !== 'open'}>
            {player === undefined ? texts.send : `${texts.send} (${player.number})`}
          </button>
          <button type="button" disabled={open.length < 2} onClick={() => sendAs(open)}>
            {texts.sendAll}
          </button>
          <label>
            <input type="checkbox" checked={wantsReply} onChange={() => setWantsReply(!wantsReply)} />
            {texts.wantsReply}
          </label>
        </div>
      </form>
      <Strip boxes={message.strip} />
    </Card>
  );
}

function pretty(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** A message; undefined for what is no object of JSON. */
function parsedOf(text: string): Fields | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
