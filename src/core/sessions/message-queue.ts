/** A message that waits until the one before it is done. */
export interface WaitingMessage {
  readonly type: number;
  readonly ref: number;
  readonly message: unknown;
}

/** A session whose handler is not finished has one: what came meanwhile, oldest first. */
export type MessageQueue = WaitingMessage[];
