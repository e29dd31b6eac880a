import { Injectable } from '@nestjs/common';
import { PlayerBlocks } from '../../core/sessions/player-blocks.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { SessionRegistry } from '../../core/sessions/session-registry.js';
import type { Session } from '../../core/sessions/session.js';
import { ownerOf } from './invitations.js';

/** Whom invitations are for, at this node. */
@Injectable()
export class Invitees {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly players: PlayerSessions,
    private readonly blocks: PlayerBlocks,
  ) {}

  /** Either all sessions of one player, or a single one. */
  at(address: string): Session[] {
    const { kind, id } = ownerOf(address);
    if (kind === 'player') return [...this.players.of(id)];
    const session = this.registry.find(id);
    return session ? [session] : [];
  }

  /** Whether they have blocked a player. */
  hasBlocked(receivers: readonly Session[], playerId: string | undefined): boolean {
    return this.blocks.has(receivers[0]?.playerId, playerId);
  }
}
