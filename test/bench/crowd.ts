import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { CodecRegistry } from '../../src/core/gateway/codec-registry.js';
import { MessageRouter } from '../../src/core/gateway/message-router.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { SessionLink, type LinkFigures } from '../../src/core/sessions/session-link.js';
import { Session } from '../../src/index.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';

/** A socket that takes everything, and has carried more each time it is asked. */
export class NoSocket extends SessionLink {
  readonly isOpen = true;
  readonly isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '127.0.0.1';
  private carried = 0;

  override get figures(): LinkFigures {
    this.carried += 1_000;
    return { bytesIn: this.carried, bytesOut: this.carried * 4, pingMs: undefined };
  }

  send(): void {
    // Nobody listens.
  }

  sendFrame(): void {
    // Nobody listens.
  }

  close(): void {
    // Nobody listens.
  }
}

/** Players without sockets. */
export class Crowd {
  private readonly router: MessageRouter;
  private readonly codecs: CodecRegistry;
  private readonly catalogue: MessageCatalogue;

  constructor(app: Pick<INestApplication, 'get'>) {
    this.router = app.get(MessageRouter, { strict: false });
    this.codecs = app.get(CodecRegistry, { strict: false });
    this.catalogue = app.get(MessageCatalogue, { strict: false });
  }

  /** A new one. */
  make(): Session {
    return new Session(randomUUID(), this.codecs.seed, new NoSocket(), this.catalogue);
  }

  /** Lets one into a room. @throws Error when it is not let in */
  enter(player: Session, roomId: string): void {
    void this.router.dispatch(player, RoomMessageType.Join, 1, { roomId, name: 'Somebody' });
    if (player.room === undefined) throw new Error('a player was not let in');
  }

  /** Sends one out. */
  leave(player: Session): void {
    void this.router.dispatch(player, RoomMessageType.Leave, 1, {});
  }
}
