import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PlaygroundContract, PlaygroundMessage } from '../sections/playground-views.js';
import type { PageProps } from './app.js';
import { TYPES_OF_ROOMS } from './fields.js';
import { setQuery, useRead } from './hooks.js';
import { Composer } from './playground-composer.js';
import { PlayerEntries } from './playground-entries.js';
import { PlayerControls, PlayerTabs } from './playground-players.js';
import { PlayerState } from './playground-state.js';
import { usePlayers } from './playground-store.js';
import { TEXTS } from './texts.js';
import { Card, Empty, Failed, Loading, SearchField } from './ui.js';

/** Send any message of the contract to the game, as one to eight test players. */
export function Page({ section, me, place }: PageProps): JSX.Element {
  const { value: contract, error, again } = useRead<PlaygroundContract>(`${section.id}/contract`);
  const players = usePlayers();
  const [number, setNumber] = useState<number>();
  const player = players.find((each) => each.number === number) ?? players[0];
  const protocol = new URL(me.server.game.replace(/^ws/, 'http')).origin;
  const message = contract?.messages.find(({ name }) => name === place.query.message);
  return (
    <>
      <div class="title">
        <h1>{section.title}</h1>
        <span class="soft">{TEXTS.playground.text}</span>
      </div>
      {error && <Failed error={error} again={again} />}
      {contract === undefined && error === undefined && <Loading />}
      {contract && (
        <>
          <PlayerTabs url={me.server.game} {...{ contract, players, player }} onPick={setNumber} />
          <datalist id={TYPES_OF_ROOMS}>
            {contract.rooms.map((type) => (
              <option key={type} value={type} />
            ))}
          </datalist>
          <div class="playground">
            <MessageList messages={contract.messages} current={message} search={place.query.find ?? ''} />
            <div>
              {message ? (
                <Composer key={message.type} {...{ message, contract, players, player }} />
              ) : (
                <Card title={TEXTS.playground.message}>
                  <Empty text={TEXTS.playground.pick} />
                </Card>
              )}
            </div>
            <div>
              {player ? (
                <>
                  <PlayerControls key={player.number} player={player} />
                  <PlayerEntries key={`log ${player.number}`} {...{ player, contract, protocol }} />
                  <PlayerState key={`state ${player.number}`} player={player} />
                </>
              ) : (
                <Card title={TEXTS.playground.log}>
                  <Empty text={TEXTS.playground.nobody} />
                </Card>
              )}
            </div>
          </div>
        </>
      )}
    </>
  );
}

interface ListProps {
  readonly messages: readonly PlaygroundMessage[];
  readonly current: PlaygroundMessage | undefined;
  readonly search: string;
}

/** What clients may send, by module. */
function MessageList({ messages, current, search }: ListProps): JSX.Element {
  const [text, setText] = useState(search);
  useEffect(() => setQuery({ find: text }), [text]);
  const words = text.toLowerCase();
  const found = messages.filter(
    ({ direction, name, doc, type }) =>
      direction === 'client' && `${name} ${type} ${doc}`.toLowerCase().includes(words),
  );
  const modules = [...new Set(found.map(({ module }) => module))];
  return (
    <Card title={TEXTS.playground.messages}>
      <SearchField value={text} onText={setText} label={TEXTS.playground.find} />
      <div class="message-list" tabIndex={0} role="region" aria-label={TEXTS.playground.messages}>
        {modules.map((module) => (
          <details key={module} open={text !== '' || module === current?.module}>
            <summary>{module}</summary>
            <ul>
              {found
                .filter((each) => each.module === module)
                .map(({ name, doc }) => (
                  <li key={name}>
                    <button
                      type="button"
                      title={doc}
                      aria-current={name === current?.name}
                      onClick={() => setQuery({ message: name })}
                    >
                      {name}
                    </button>
                  </li>
                ))}
            </ul>
          </details>
        ))}
      </div>
    </Card>
  );
}
