import type { Contract } from '../../src/protocol/contract/contract.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import { TestPlayer } from '../../src/testing/test-player.js';

/** How it connects. */
export interface MirroringOptions {
  readonly contract: Contract;
  readonly isBinary: boolean;
  /** The session outlives a drop, and {@link MirroringClient.dropAndResume} takes it back. */
  readonly isResumable?: boolean;
}

/** A player of a server of which only the contract is known. */
export class MirroringClient extends TestPlayer {
  /** Connects, and waits for the Welcome. */
  static async open(
    url: string,
    { contract, isBinary, isResumable = false }: MirroringOptions,
  ): Promise<MirroringClient> {
    const wire = { contract, catalogue: new MessageCatalogue([]) };
    const client = new MirroringClient(url, { wire, isBinary, isResumable });
    await client.arrive();
    return client;
  }

  /** What was refused, as the server said it. */
  get errors(): unknown[] {
    return this.packets.filter(({ type }) => type === (ProtocolType.Error as number)).map(({ message }) => message);
  }

  /** Loses the connection without a word, and comes back to the same session. */
  async dropAndResume(): Promise<void> {
    await this.drop();
    await this.resume();
  }

  /** Cuts the connection. */
  override close(): void {
    this.socket.removeAllListeners('message');
    this.terminate();
  }
}
