import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PlaygroundContract } from '../sections/playground-views.js';
import { hasAccounts, newTestDevice, removeTestAccounts, testDevices } from './playground-accounts.js';
import type { PlayerChoice, TestPlayer } from './playground-player.js';
import { addPlayer, MAX_PLAYERS, removePlayer } from './playground-store.js';
import { TEXTS } from './texts.js';
import { Card, Empty, Link } from './ui.js';

interface TabsProps {
  readonly url: string;
  readonly contract: PlaygroundContract;
  readonly players: readonly TestPlayer[];
  readonly player: TestPlayer | undefined;
  readonly onPick: (number: number) => void;
}

/** The test players, and one more. */
export function PlayerTabs({ url, contract, players, player, onPick }: TabsProps): JSX.Element {
  const [codec, setCodec] = useState<PlayerChoice['codec']>('json');
  const [isAccount, setAccount] = useState(false);
  const [told, setTold] = useState('');
  const add = (): void => {
    const device = isAccount ? newTestDevice() : undefined;
    onPick(addPlayer(url, contract, { codec, device }).number);
  };
  const accounts = testDevices().length;
  const removeAccounts = async (): Promise<void> => {
    for (const each of players) if (each.choice.device !== undefined) removePlayer(each);
    setTold(TEXTS.playground.accountsLeft(await removeTestAccounts(url, contract)));
  };
  const controls = (
    <span class="controls">
      <label>
        {TEXTS.playground.codec}
        <select value={codec} onChange={(event) => setCodec(event.currentTarget.value as PlayerChoice['codec'])}>
          <option value="json">JSON</option>
          <option value="binary">Binary</option>
        </select>
      </label>
      {hasAccounts(contract) && (
        <label>
          {TEXTS.playground.signIn}
          <select value={String(isAccount)} onChange={(event) => setAccount(event.currentTarget.value === 'true')}>
            <option value="false">{TEXTS.playground.anonymous}</option>
            <option value="true">{TEXTS.playground.account}</option>
          </select>
        </label>
      )}
      {accounts > 0 && (
        <button type="button" onClick={() => void removeAccounts()}>
          {TEXTS.playground.accounts(accounts)}
        </button>
      )}
      <button type="button" class="primary" disabled={players.length >= MAX_PLAYERS} onClick={add}>
        {TEXTS.playground.add}
      </button>
    </span>
  );
  return (
    <Card title={TEXTS.playground.players} aside={controls}>
      {told !== '' && <p role="status">{told}</p>}
      {players.length === 0 && <Empty text={TEXTS.playground.nobody} />}
      <ul class="player-tabs">
        {players.map((each) => (
          <li key={each.number}>
            <button type="button" aria-pressed={each === player} onClick={() => onPick(each.number)}>
              <b>{each.number}</b> <bdi>{each.playerId === undefined ? TEXTS.playground.anonymous : each.name}</bdi>{' '}
              <span class={each.state === 'open' ? 'pill' : 'pill warn'}>{TEXTS.playground.states[each.state]}</span>{' '}
              {each.isFrozen && <span class="pill warn">{TEXTS.playground.frozen}</span>}
              <span class="soft">{each.room ? `${each.room.type} ${each.room.code}` : each.choice.codec}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What can be done to one player's line. */
export function PlayerControls({ player }: { player: TestPlayer }): JSX.Element {
  const { state, isFrozen, room, playerId } = player;
  return (
    <Card title={`${TEXTS.playground.player} ${player.number}`}>
      <p class="soft">
        {playerId !== undefined && (
          <>
            <Link to={`players/${encodeURIComponent(playerId)}`}>{playerId}</Link>{' '}
          </>
        )}
        {room && <Link to={`rooms/${encodeURIComponent(room.id)}`}>{`${room.type} ${room.code}`}</Link>}
      </p>
      <div class="controls">
        <button type="button" disabled={state !== 'open'} onClick={() => player.drop()}>
          {TEXTS.playground.drop}
        </button>
        <button type="button" disabled={state !== 'lost' && state !== 'closed'} onClick={() => player.connect()}>
          {TEXTS.playground.resume}
        </button>
        <button type="button" aria-pressed={isFrozen} onClick={() => player.freeze(!isFrozen)}>
          {isFrozen ? TEXTS.playground.thaw : TEXTS.playground.freeze}
        </button>
        <button type="button" disabled={state === 'closed'} onClick={() => player.leave()}>
          {TEXTS.playground.leave}
        </button>
        <button type="button" onClick={() => removePlayer(player)}>
          {TEXTS.playground.remove}
        </button>
        <label>
          {TEXTS.playground.delay}
          <input
            type="number"
            min={0}
            max={5_000}
            step={10}
            value={player.delayMs}
            onInput={(event) => (player.delayMs = Math.max(0, Math.min(5_000, event.currentTarget.valueAsNumber || 0)))}
          />
        </label>
      </div>
    </Card>
  );
}
