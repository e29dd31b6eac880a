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

interface Reading extends Traffic {
  readonly atMs: number;
  readonly totalIn: number;
  readonly totalOut: number;
}

const UNKNOWN: Traffic = { bytesIn: undefined, bytesOut: undefined };

/** How much members and rooms send and receive: what their sockets count anyway, read while somebody looks. */
export class RoomTraffic {
  private readonly readings = new WeakMap<RoomMember, Reading>();

  /** Of one member, since it was asked last; unknown for one whose socket is at another node. */
  of(member: RoomMember): Traffic {
    const { figures } = member.session.delivery;
    if (figures === undefined) return UNKNOWN;
    const atMs = performance.now();
    const before = this.readings.get(member);
    const passedMs = atMs - (before?.atMs ?? -Infinity);
    if (before !== undefined && passedMs < LEAST_MS) return before;
    const { bytesIn: totalIn, bytesOut: totalOut } = figures;
    const isKnown = before !== undefined && passedMs <= MOST_MS;
    const rate = (was: number, is: number): number | undefined =>
      // With another socket it counts from 0 again.
      isKnown ? Math.round(((is - (was > is ? 0 : was)) * MS_PER_S) / passedMs) : undefined;
    const rates = { bytesIn: rate(before?.totalIn ?? 0, totalIn), bytesOut: rate(before?.totalOut ?? 0, totalOut) };
    const reading = { ...rates, atMs, totalIn, totalOut };
    this.readings.set(member, reading);
    return reading;
  }

  /** Of all members of a room. */
  ofRoom({ members }: RoomRuntime): Traffic {
    let [bytesIn, bytesOut]: (number | undefined)[] = members.size === 0 ? [0, 0] : [];
    for (const member of members.values()) {
      const traffic = this.of(member);
      if (traffic.bytesIn !== undefined) bytesIn = (bytesIn ?? 0) + traffic.bytesIn;
      if (traffic.bytesOut !== undefined) bytesOut = (bytesOut ?? 0) + traffic.bytesOut;
    }
    return { bytesIn, bytesOut };
  }
}
