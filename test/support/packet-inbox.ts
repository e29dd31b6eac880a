/** How long a test waits for a packet that should come. */
const PACKET_TIMEOUT_MS = 30_000;

/** A packet as the server sends it. */
export interface Packet {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Record<string, unknown>;
}

/** What a client got, and the wait for what is still to come. */
export abstract class PacketInbox {
  /** Every packet so far, oldest first. */
  readonly packets: Packet[] = [];
  private readonly watchers = new Set<() => void>();

  /** The first packet of this type; it may be there already. */
  next(type: number): Promise<Packet> {
    return this.waitFor((packet) => packet.type === type, `a packet of type ${type}`);
  }

  /** The first packet that `matches`; it may be there already. @throws Error when none comes in time */
  waitFor(matches: (packet: Packet) => boolean, what = 'a packet'): Promise<Packet> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.packets.find(matches);
        if (!found) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`No sign of ${what}; got ${JSON.stringify(this.packets.slice(-5))}`));
      }, PACKET_TIMEOUT_MS);
      this.watchers.add(look);
      look();
    });
  }

  /** A packet came. */
  protected keep(packet: Packet): void {
    this.packets.push(packet);
    for (const watcher of [...this.watchers]) watcher();
  }
}
