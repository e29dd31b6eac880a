import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import type { SessionLink } from '../sessions/session-link.js';
import { Session } from '../sessions/session.js';
import { CodecRegistry } from './codec-registry.js';
import { Entrance } from './entrance.js';

/** Makes sessions for new clients. */
@Injectable()
export class SessionFactory {
  constructor(
    private readonly codecs: CodecRegistry,
    private readonly catalogue: MessageCatalogue,
    private readonly entrance: Entrance,
  ) {}

  /** A session over this link, in the client's codec. */
  make(link: SessionLink, subprotocol: string): Session {
    const session = new Session(randomUUID(), this.codecs.of(subprotocol), link, this.catalogue);
    this.entrance.meet(session);
    return session;
  }
}
