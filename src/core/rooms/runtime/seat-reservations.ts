import { randomBytes } from 'node:crypto';
import type { MonotonicClock } from '../../simulation/monotonic-clock.js';
import type { SavedReservation } from './saved-room.js';

const TOKEN_BYTES = 12;

interface Reservation {
  readonly cancel: () => void;
  /** On the process' clock. */
  readonly untilMs: number;
}

/** Seats of a room that wait for somebody. Each is given up when nobody has come for it in time. */
export class SeatReservations {
  /** Most rooms never reserve one. */
  private reservations: Map<string, Reservation> | undefined = undefined;

  /** @param onGivenUp called when a seat was given up, so that an empty room may end */
  constructor(
    private readonly clock: MonotonicClock,
    private readonly onGivenUp: () => void,
  ) {}

  /** How many are reserved. */
  get size(): number {
    return this.reservations?.size ?? 0;
  }

  /** Reserves one. Returns its token, a secret between the server and who may come. */
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

  /** Takes saved reservations in addition, for what was left of their time. */
  restore(saved: readonly SavedReservation[]): void {
    for (const { token, holdMs } of saved) this.hold(token, holdMs);
  }

  /** Whether a token is good. */
  has(token: string): boolean {
    return this.reservations?.has(token) === true;
  }

  /** Takes a seat that was reserved; false when there is no such one. */
  take(token: string): boolean {
    this.reservations?.get(token)?.cancel();
    return this.reservations?.delete(token) === true;
  }

  /** Gives all up. */
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
