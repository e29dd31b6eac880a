import { emitKeypressEvents } from 'node:readline';
import type { ReplayRoom } from '../../core/recording/replay-room.js';
import { MAX_SPEED } from '../../core/recording/replay.messages.js';
import { clockText } from './clock-text.js';

const LEAP_MS = 5_000;

/** What a person may press. */
export const KEYS = 'Space pauses, + and - change the speed, left and right go 5 s back and on, q ends.';

/** Lets the user control a replay with the keyboard. Does nothing without a terminal. */
export function listenToKeys(room: ReplayRoom, onQuit: () => void): void {
  const { stdin, stdout } = process;
  if (!stdin.isTTY) return;
  let speed = room.status().speed || 1;
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on('keypress', (_text: unknown, key: { name?: string; sequence?: string; ctrl?: boolean }) => {
    const { positionMs, speed: now } = room.status();
    if (key.name === 'q' || (key.ctrl === true && key.name === 'c')) onQuit();
    else if (key.name === 'space') room.control(undefined, { speed: now === 0 ? speed : 0 });
    else if (key.sequence === '+') room.control(undefined, { speed: (speed = Math.min(speed * 2, MAX_SPEED)) });
    else if (key.sequence === '-') room.control(undefined, { speed: (speed /= 2) });
    else if (key.name === 'left') room.control(undefined, { seekMs: Math.max(0, positionMs - LEAP_MS) });
    else if (key.name === 'right') room.control(undefined, { seekMs: positionMs + LEAP_MS });
    const after = room.status();
    stdout.write(`${clockText(after.positionMs)} of ${clockText(after.durationMs)}, speed ${after.speed}\n`);
  });
}
