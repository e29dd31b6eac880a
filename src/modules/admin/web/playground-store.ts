import { useEffect, useState } from 'preact/hooks';
import type { PlaygroundContract } from '../sections/playground-views.js';
import { readStates, shownStates } from './playground-frames.js';
import { TestPlayer, type PlayerChoice } from './playground-player.js';

/** A room of two teams of four. */
export const MAX_PLAYERS = 8;

const listeners = new Set<() => void>();
let players: readonly TestPlayer[] = [];
let isPlanned = false;

/** The test players of this tab: they stay when the reader looks at another page of the console. */
export function usePlayers(): readonly TestPlayer[] {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = (): void => redraw((last) => last + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return players;
}

/** Lets another test player come. */
export function addPlayer(url: string, contract: PlaygroundContract, choice: PlayerChoice): TestPlayer {
  const taken = new Set(players.map(({ number }) => number));
  const number = Array.from({ length: MAX_PLAYERS }, (_, i) => i + 1).find((free) => !taken.has(free)) ?? MAX_PLAYERS;
  const player = new TestPlayer(number, url, contract, choice, tell);
  players = [...players, player].sort((one, other) => one.number - other.number);
  tell();
  return player;
}

/** Sends a test player away for good. */
export function removePlayer(player: TestPlayer): void {
  player.leave();
  players = players.filter((other) => other !== player);
  shownStates.delete(player.number);
  readStates.delete(player.number);
  tell();
}

/** However much arrives, the page is drawn once a frame. */
function tell(): void {
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    for (const listener of listeners) listener();
  });
}
