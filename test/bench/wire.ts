/** Wire types of the bench's own messages. The answer to a request has the request's type plus one. */
export enum BenchType {
  /** The 80-byte request of a moving player; answered by a message of the same size. */
  Move = 1000,
  Moved = 1001,
  /** The same behind one guard. */
  GuardedMove = 1002,
  GuardedMoved = 1003,
  /** One line of text that goes to every open socket. */
  Shout = 1004,
  Shouted = 1005,
  /** The same fields as a move; never answered. */
  Input = 1006,
  /** Makes a room that relays. */
  OpenRelay = 1007,
}

/** Wire type of the server's error answer, see `src/protocol`. */
export const ERROR_TYPE = 2;

/** First type of the messages which only fill the catalogue: move, guarded move, shout, input and 16 of these make 20. */
export const FURTHER_TYPES_FIRST = 1100;

/** How many further types stand beside the four above in an ordinary run. */
export const FURTHER_TYPES = 16;

/** First type of the messages of the second module. */
export const SECOND_MODULE_FIRST = 1400;

/** The request types `first`, `first + 2`, ... ; the odd ones between them are their answers. */
export function requestTypes(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + 2 * index);
}

/** The wire type which answers `requestType`. */
export function answerTo(requestType: number): number {
  return requestType + 1;
}

/** The fields of a move, as they stand on the wire in `message`. */
export interface MoveFields {
  seq: number;
  dx: number;
  dy: number;
  buttons: number;
  tick: number;
}
