import { addressKey } from '../limits/address-key.js';
import { ReplayBudget } from './replay-buffer.js';
import type { Seat } from './seat.js';

/** The limits on held seats and replays. */
export interface SeatLimits {
  /** Held seats per address. */
  readonly heldPerAddress: number;
  /** Held seats in all. */
  readonly held: number;
  /** Bytes of replays per address, including those of connected clients. */
  readonly bytesPerAddress: number;
  /** Bytes of replays in all. */
  readonly bytes: number;
}

/** The seats of one address. */
interface AddressSeats {
  readonly all: Set<Seat>;
  /** The held ones, longest held first. */
  readonly held: Set<Seat>;
  readonly budget: ReplayBudget;
}

/**
 * Limits what the seats may take up, per address and in all. Over a limit, the seat that has been held longest is given up; for
 * a limit in all, one of the address that holds the most. If no seat is held, a connected client loses its chance to resume.
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

  /** How many seats are held. */
  get held(): number {
    return this.heldCount;
  }

  /** The bytes of all replays. */
  get bytes(): number {
    return this.total.bytes;
  }

  /** Counts a seat towards its client's present address. */
  enter(seat: Seat): void {
    const address = addressKey(seat.session.remoteAddress);
    const seats = this.seatsOf(address);
    seat.session.delivery.kept?.moveTo(seats.budget);
    if (seat.address !== address) this.leave(seat);
    seat.address = address;
    seats.all.add(seat);
  }

  /** Removes a seat and releases its replay. */
  leave(seat: Seat): void {
    this.resume(seat);
    const seats = this.addresses.get(seat.address);
    seats?.all.delete(seat);
    if (seats?.all.size === 0) this.addresses.delete(seat.address);
  }

  /** A seat is being held. */
  hold(seat: Seat): void {
    const seats = this.addresses.get(seat.address);
    if (seats === undefined || seats.held.has(seat)) return;
    seats.held.add(seat);
    this.heldCount += 1;
    if (seats.held.size > this.limits.heldPerAddress) this.giveUpOldest(seats);
    else if (this.heldCount > this.limits.held) this.giveUpOldest(this.fullest(({ held }) => held.size));
  }

  /** A seat's client has resumed. */
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

  // Not synchronously: this may run in the middle of a broadcast or a room's tick.
  private relieveSoon(): void {
    this.relief ??= setImmediate(() => {
      this.relief = undefined;
      for (const seats of this.addresses.values()) {
        while (seats.budget.isExceeded && this.relieve(seats));
      }
      while (this.total.isExceeded && this.relieve(this.fullest(({ budget }) => budget.bytes)));
    });
  }

  /** Frees bytes of an address; false when there is nothing to free. */
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
