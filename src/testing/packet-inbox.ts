/** How long a test waits for an expected packet. */
const PACKET_TIMEOUT_MS = 30_000;

/** A packet from the server. */
export interface Packet {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Record<string, unknown>;
}

/** The packets a client has received, and waiting for further ones. */
export abstract class PacketInbox {
  /** Every packet so far, oldest first. */
  readonly packets: Packet[] = [];
  private readonly watchers = new Set<() => void>();

  /** The first packet of this type; it may have arrived already. */
  next(type: number): Promise<Packet> {
    return this.waitFor((packet) => packet.type === type, `a packet of type ${type}`);
  }

  /** The first packet that `matches`; it may have arrived already. @throws Error when none arrives within 30 seconds */
  waitFor(matches: (packet: Packet) => boolean, what = 'a packet'): Promise<Packet> {
    return this.until(() => this.packets.find(matches), what);
  }

  /** The first result of `look` that is not undefined; called now and after each packet. @throws Error after 30 seconds */
  protected until<T>(look: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.watchers.delete(watch);
      };
      const watch = (): void => {
        try {
          const found = look();
          if (found === undefined) return;
          end();
          resolve(found);
        } catch (error) {
          end();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`No sign of ${what}; got ${JSON.stringify(this.packets.slice(-5))}`));
      }, PACKET_TIMEOUT_MS);
      this.watchers.add(watch);
      watch();
    });
  }

  /** Stores a received packet. */
  protected keep(packet: Packet): void {
    this.packets.push(packet);
    this.wake();
  }

  /** Checks all pending waits; call after a change. */
  protected wake(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}
