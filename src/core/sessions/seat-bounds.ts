import { addressKey } from '../limits/address-key.js';
import { ReplayBudget } from './replay-buffer.js';
import type { Seat } from './seat.js';

/** How much may be held. */
export interface SeatLimits {
  /** Seats that wait for clients of one address. */
  readonly heldPerAddress: number;
  /** Seats that wait for clients, in all. */
  readonly held: number;
  /** Bytes of replays of one address, those of connected clients included. */
  readonly bytesPerAddress: number;
  /** Bytes of replays in all. */
  readonly bytes: number;
}

/** The seats of one address. */
interface AddressSeats {
  readonly all: Set<Seat>;
  /** Those that wait for their client, the longest first. */
  readonly held: Set<Seat>;
  readonly budget: ReplayBudget;
}

/**
 * Bounds what the seats of one address, and all together, may take. Beyond a bound, the seat that waits the longest is
 * given up, of the address that holds the most where it is about all of them; where nobody waits, a connected client can
 * no longer resume.
 */
export class SeatBounds {
  private readonly addresses = new Map<string, AddressSeats>();
  private readonly total: ReplayBudget;
  private relief: NodeJS.Immediate | undefined = undefined;
  private heldCount = 0;

  /** @param giveUp ends a seat's session */
  constructor(
    private readonly limits: SeatLimits,
    private readonly giveUp: (seat: Seat) => void,
  ) {
    this.total = new ReplayBudget(limits.bytes, undefined, () => this.relieveSoon());
  }

  /** How many seats wait for their clients. */
  get held(): number {
    return this.heldCount;
  }

  /** The bytes of all replays. */
  get bytes(): number {
    return this.total.bytes;
  }

  /** Counts a seat for the address that its client has now. */
  enter(seat: Seat): void {
    const address = addressKey(seat.session.remoteAddress);
    const seats = this.seatsOf(address);
    seat.session.delivery.kept?.moveTo(seats.budget);
    if (seat.address !== address) this.leave(seat);
    seat.address = address;
    seats.all.add(seat);
  }

  /** Forgets a seat, whose replay is released. */
  leave(seat: Seat): void {
    this.resume(seat);
    const seats = this.addresses.get(seat.address);
    seats?.all.delete(seat);
    if (seats?.all.size === 0) this.addresses.delete(seat.address);
  }

  /** A seat waits for its client. */
  hold(seat: Seat): void {
    const seats = this.addresses.get(seat.address);
    if (seats === undefined || seats.held.has(seat)) return;
    seats.held.add(seat);
    this.heldCount += 1;
    if (seats.held.size > this.limits.heldPerAddress) this.giveUpOldest(seats);
    else if (this.heldCount > this.limits.held) this.giveUpOldest(this.fullest(({ held }) => held.size));
  }

  /** A seat's client is here again. */
  resume(seat: Seat): void {
    if (this.addresses.get(seat.address)?.held.delete(seat) === true) this.heldCount -= 1;
  }

  private seatsOf(address: string): AddressSeats {
    const known = this.addresses.get(address);
    if (known !== undefined) return known;
    const budget = new ReplayBudget(this.limits.bytesPerAddress, this.total, () => this.relieveSoon());
    const seats = { all: new Set<Seat>(), held: new Set<Seat>(), budget };
    this.addresses.set(address, seats);
    return seats;
  }

  // Not at once: it may be in the midst of a broadcast, or of a room's tick.
  private relieveSoon(): void {
    this.relief ??= setImmediate(() => {
      this.relief = undefined;
      for (const seats of this.addresses.values()) {
        while (seats.budget.isExceeded && this.relieve(seats));
      }
      while (this.total.isExceeded && this.relieve(this.fullest(({ budget }) => budget.bytes)));
    });
  }

  /** Frees some bytes of an address; false when there are none. */
  private relieve(seats: AddressSeats | undefined): boolean {
    if (seats === undefined) return false;
    if (this.giveUpOldest(seats)) return true;
    const [most, seat] = [...seats.all].reduce<[number, Seat?]>(larger, [0]);
    seat?.session.delivery.kept?.clear();
    return most > 0;
  }

  private giveUpOldest(seats: AddressSeats | undefined): boolean {
    const [oldest] = seats?.held ?? [];
    if (oldest === undefined) return false;
    this.giveUp(oldest);
    return true;
  }

  private fullest(measure: (seats: AddressSeats) => number): AddressSeats | undefined {
    let fullest: AddressSeats | undefined;
    for (const seats of this.addresses.values()) {
      if (fullest === undefined || measure(seats) > measure(fullest)) fullest = seats;
    }
    return fullest;
  }
}

function larger([most, seat]: [number, Seat?], other: Seat): [number, Seat?] {
  const size = other.session.delivery.kept?.size ?? 0;
  return size > most ? [size, other] : [most, seat];
}
