import { performance } from 'node:perf_hooks';
import type { RoomMember } from '../../../core/rooms/api/room-member.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';

/** Closer readings tell nothing new. */
const LEAST_MS = 500;
/** A reading that is older says how it was, and not how it is. */
const MOST_MS = 15_000;
const MS_PER_S = 1_000;

/** Bytes per second, each way; undefined until there are two readings. */
export interface Traffic {
  readonly bytesIn: number | undefined;
  readonly bytesOut: number | undefined;
}

interface Reading {
  bytesIn: number | undefined;
  bytesOut: number | undefined;
  atMs: number;
  totalIn: number;
  totalOut: number;
}

const UNKNOWN: Traffic = { bytesIn: undefined, bytesOut: undefined };

/** How much members and rooms send and receive: what their sockets count anyway, read while somebody looks. */
export class RoomTraffic {
  private readonly readings = new WeakMap<RoomMember, Reading>();

  /** Of one member, since it was asked last; unknown for one whose socket is at another node. */
  of(member: RoomMember): Traffic {
    return this.read(member, performance.now());
  }

  /** Of all members of a room. */
  ofRoom({ members }: RoomRuntime): Traffic {
    let [bytesIn, bytesOut]: (number | undefined)[] = members.size === 0 ? [0, 0] : [];
    const atMs = performance.now();
    for (const member of members.values()) {
      const traffic = this.read(member, atMs);
      if (traffic.bytesIn !== undefined) bytesIn = (bytesIn ?? 0) + traffic.bytesIn;
      if (traffic.bytesOut !== undefined) bytesOut = (bytesOut ?? 0) + traffic.bytesOut;
    }
    return { bytesIn, bytesOut };
  }

  private read(member: RoomMember, atMs: number): Traffic {
    const { figures } = member.session.delivery;
    if (figures === undefined) return UNKNOWN;
    const { bytesIn: totalIn, bytesOut: totalOut } = figures;
    const reading = this.readings.get(member);
    if (reading === undefined) {
      this.readings.set(member, { bytesIn: undefined, bytesOut: undefined, atMs, totalIn, totalOut });
      return UNKNOWN;
    }
    const passedMs = atMs - reading.atMs;
    if (passedMs < LEAST_MS) return reading;
    const isKnown = passedMs <= MOST_MS;
    reading.bytesIn = isKnown ? rateOf(reading.totalIn, totalIn, passedMs) : undefined;
    reading.bytesOut = isKnown ? rateOf(reading.totalOut, totalOut, passedMs) : undefined;
    reading.atMs = atMs;
    reading.totalIn = totalIn;
    reading.totalOut = totalOut;
    return reading;
  }
}

function rateOf(was: number, is: number, passedMs: number): number {
  // With another socket it counts from 0 again.
  return Math.round(((is - (was > is ? 0 : was)) * MS_PER_S) / passedMs);
}
