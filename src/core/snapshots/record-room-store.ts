import { type Cluster } from '../cluster/cluster.js';
import type { FileRoomStore } from './file-room-store.js';
import { RoomStore } from './room-store.js';

/**
 * On several nodes a room lies beside its record, where only its owner can write; so nothing is found at a start, and what a node
 * leaves is taken over by others, see {@link LeftRooms}. Who writes for a room that is another's by now ends its copy.
 */
export class RecordRoomStore extends RoomStore {
  /** @param aside where a room is put that cannot be restored */
  constructor(
    private readonly cluster: Cluster,
    private readonly aside: FileRoomStore,
  ) {
    super();
  }

  override open(): Promise<boolean> {
    return Promise.resolve(true);
  }

  override list(): Promise<string[]> {
    return Promise.resolve([]);
  }

  override load(id: string): Promise<Uint8Array | undefined> {
    return this.cluster.records.load({ kind: 'room', id });
  }

  override async save(id: string, content: Uint8Array): Promise<void> {
    await this.cluster.records.save({ kind: 'room', id }, { bytes: content });
  }

  /** It goes with its record. */
  override remove(): Promise<void> {
    return Promise.resolve();
  }

  /** Keeps it in DATA_DIR of this node. */
  override async setAside(id: string): Promise<void> {
    const content = await this.load(id);
    if (content === undefined) return;
    await this.aside.open();
    await this.aside.save(id, content);
    await this.aside.setAside(id);
    await this.aside.close();
  }

  /** The last snapshot of a stop says itself that it is one. */
  override seal(): Promise<void> {
    return Promise.resolve();
  }

  override breakSeal(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override clear(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
