import { randomBytes } from 'node:crypto';

const TOKEN_BYTES = 12;

/** Seats of a room that wait for somebody. Each is given up when nobody has come for it in time. */
export class RoomSeats {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** @param onGivenUp called when a seat was given up, so that an empty room may end */
  constructor(private readonly onGivenUp: () => void) {}

  /** How many are reserved. */
  get size(): number {
    return this.timers.size;
  }

  /** Reserves one. Returns its token, a secret between the server and who may come. */
  reserve(holdMs: number): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const timer = setTimeout(() => {
      this.timers.delete(token);
      this.onGivenUp();
    }, holdMs);
    timer.unref();
    this.timers.set(token, timer);
    return token;
  }

  /** Whether a token is good. */
  has(token: string): boolean {
    return this.timers.has(token);
  }

  /** Takes a seat that was reserved; false when there is no such one. */
  take(token: string): boolean {
    clearTimeout(this.timers.get(token));
    return this.timers.delete(token);
  }

  /** Gives all up. */
  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
