import { Injectable } from '@nestjs/common';
import { ContractHolder } from '../contract/contract-holder.js';
import { CodecRegistry } from '../gateway/codec-registry.js';
import type { SavedSession } from '../sessions/saved-session.js';
import { SessionSeats } from '../sessions/session-seats.js';
import type { Session } from '../sessions/session.js';
import type { RoomSnapshot } from './snapshot-format.js';

/** Brings back the sessions of saved rooms. */
@Injectable()
export class SessionRestorer {
  constructor(
    private readonly seats: SessionSeats,
    private readonly codecs: CodecRegistry,
    private readonly holder: ContractHolder,
  ) {}

  /**
   * The sessions of a room's members, in their order; those that cannot come back are over.
   * @param seal the stamp of the last orderly stop: the counts of other moments are too old
   */
  restore({ room, stamp, contract }: RoomSnapshot, seal: string | undefined): Session[] {
    const isOrderly = stamp !== undefined && stamp === seal;
    return room.members.map(({ session: saved }) => {
      const codec = this.codecs.of(saved.subprotocol);
      // Without keys on the wire, what is kept for the client cannot be read by another contract.
      const isReadable = !codec.isBinary || contract === this.holder.contract.hash;
      const whole = codec.subprotocol === saved.subprotocol ? saved : withoutSeat(saved);
      return this.seats.restore(isOrderly && isReadable ? whole : withoutCounts(whole), codec);
    });
  }
}

function withoutCounts({ counts: _old, ...saved }: SavedSession): SavedSession {
  return saved;
}

function withoutSeat({ secret: _none, ...saved }: SavedSession): SavedSession {
  return saved;
}
