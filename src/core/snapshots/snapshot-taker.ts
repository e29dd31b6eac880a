import { Injectable, Logger } from '@nestjs/common';
import { ContractHolder } from '../contract/contract-holder.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { SessionSeats } from '../sessions/session-seats.js';
import { checkSize, encodeSnapshot } from './snapshot-format.js';

/** Takes snapshots of rooms. */
@Injectable()
export class SnapshotTaker {
  private readonly logger = new Logger('Snapshots');
  /** Rooms whose failure was already logged. */
  private readonly told = new WeakSet<RoomRuntime>();

  constructor(
    private readonly seats: SessionSeats,
    private readonly holder: ContractHolder,
  ) {}

  /**
   * The room as bytes; call between two ticks.
   * @param stamp of a clean stop, after which its sessions neither send nor handle anything
   * @returns undefined when it cannot be saved, which is logged once
   */
  take(room: RoomRuntime, stamp?: string): Buffer | undefined {
    try {
      const saved = room.save((session) => this.seats.save(session, stamp !== undefined));
      const { hash } = this.holder.contract;
      const snapshot = { savedAtMs: Date.now(), contract: hash, room: saved, ...(stamp !== undefined && { stamp }) };
      const content = encodeSnapshot(snapshot);
      checkSize(content);
      return content;
    } catch (error) {
      const { id: roomId, typeName: roomType } = room;
      if (!this.told.has(room)) this.logger.error({ err: error, roomId, roomType }, 'A room cannot be saved.');
      this.told.add(room);
      return undefined;
    }
  }
}
