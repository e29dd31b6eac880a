import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readStates, shownStates } from './playground-frames.js';
import type { TestPlayer } from './playground-player.js';
import { StateLines } from './room-state.js';
import { TEXTS } from './texts.js';
import { Card, Empty, SearchField } from './ui.js';

/** The state of the room, as this player sees it: of its own view alone. Nothing is sent for it while it is closed. */
export function PlayerState({ player }: { player: TestPlayer }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const { number } = player;
  useEffect(() => {
    if (!isOpen) return;
    shownStates.add(number);
    return () => void shownStates.delete(number);
  }, [isOpen, number]);
  const state = readStates.get(number);
  const controls = (
    <span class="controls">
      {isOpen && <SearchField value={search} onText={setSearch} label={TEXTS.rooms.search} />}
      <button type="button" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? TEXTS.playground.hide : TEXTS.playground.show}
      </button>
    </span>
  );
  return (
    <Card title={TEXTS.playground.state} aside={controls}>
      {isOpen && (state ? <StateLines state={state} search={search} /> : <Empty text={TEXTS.playground.noState} />)}
    </Card>
  );
}
