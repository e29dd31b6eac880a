import { copyBody, stepOf } from '../../protocol/state/predicted-body.js';
import type { SeenInput } from './rewind.js';
import { partOf } from './view-lag.js';

/**
 * A copy of a player's own body as it was on the player's screen in the frame in which it acted: between two ticks a client shows
 * its body stepped by the part of the tick that has passed.
 * @param body before it is stepped with the input
 * @param seconds of one tick
 * @throws Error when the body is in no field marked `@Predicted`
 */
export function shownBody<Body extends object>(body: Body, input: SeenInput, seconds: number): Body {
  const step = stepOf(body);
  const copy = copyBody(body);
  const part = partOf(input.seen ?? 0);
  if (part > 0) step(copy as never, input as never, (seconds * part) as never);
  return copy;
}
