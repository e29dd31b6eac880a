import { randomBytes } from 'node:crypto';
import type { MonotonicClock } from '../../time/monotonic-clock.js';
import type { SavedReservation } from './saved-room.js';

const TOKEN_BYTES = 12;

interface Reservation {
  readonly cancel: () => void;
  /** On the monotonic clock. */
  readonly untilMs: number;
}

/** Seats of a room reserved for players who have not joined yet. A reservation that is not claimed in time expires. */
export class SeatReservations {
  /** Created on first use: most rooms never reserve a seat. */
  private reservations: Map<string, Reservation> | undefined = undefined;

  /** @param onGivenUp called when a reservation expires, so that an empty room may end */
  constructor(
    private readonly clock: MonotonicClock,
    private readonly onGivenUp: () => void,
  ) {}

  /** How many seats are reserved. */
  get size(): number {
    return this.reservations?.size ?? 0;
  }

  /** Reserves a seat. Returns its token, a secret for the player it is meant for. */
  reserve(holdMs: number): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.hold(token, holdMs);
    return token;
  }

  /** The reservations as plain data. */
  save(): SavedReservation[] {
    const nowMs = this.clock.nowMs();
    return [...(this.reservations ?? [])].map(([token, { untilMs }]) => ({
      token,
      holdMs: Math.max(0, untilMs - nowMs),
    }));
  }

  /** Adds saved reservations for their remaining time. */
  restore(saved: readonly SavedReservation[]): void {
    for (const { token, holdMs } of saved) this.hold(token, holdMs);
  }

  /** Whether a token is good. */
  has(token: string): boolean {
    return this.reservations?.has(token) === true;
  }

  /** Claims a reserved seat; false for an unknown token. */
  take(token: string): boolean {
    this.reservations?.get(token)?.cancel();
    return this.reservations?.delete(token) === true;
  }

  /** Cancels all reservations. */
  clear(): void {
    for (const { cancel } of this.reservations?.values() ?? []) cancel();
    this.reservations = undefined;
  }

  private hold(token: string, holdMs: number): void {
    const cancel = this.clock.setTimer(() => {
      this.reservations?.delete(token);
      this.onGivenUp();
    }, holdMs);
    this.reservations ??= new Map();
    this.reservations.set(token, { cancel, untilMs: this.clock.nowMs() + holdMs });
  }
}
