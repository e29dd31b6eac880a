import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../core/events/player.events.js';
import { InTurn } from '../../core/gateway/client-turns.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import {
  MAX_BATCH,
  StorageDeleteDto,
  StorageFetchDto,
  StorageListDto,
  StorageWriteDto,
  type StorageDocumentDto,
  type StorageFetchedDto,
  type StorageListedDto,
  type StorageWrittenDto,
} from './player-storage.messages.js';
import type { DocumentRow } from './player-storage.repository.js';
import { PlayerStorage } from './player-storage.js';

/** What players can do with documents: anything with their own, unless protected; read other players' public ones. */
@Injectable()
@InTurn()
export class PlayerStorageHandlers implements OnModuleInit {
  constructor(
    private readonly storage: PlayerStorage,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: documents are erased and exported with the account. */
  onModuleInit(): void {
    this.events.on(PlayerErased, (event) => event.waitUntil(this.storage.erase(event.playerId)));
    this.events.on(PlayerExported, (event) => event.add('documents', this.export(event.playerId)));
  }

  /** Reads own and public documents; those that may not be read look as if they did not exist. */
  @OnMessage(StorageFetchDto)
  async fetch(session: Session, message: StorageFetchDto): Promise<StorageFetchedDto> {
    const player = requirePlayer(session);
    const ids = message.documents.map(({ playerId = player, collection, key }) => ({ playerId, collection, key }));
    const rows = await this.storage.fetch(ids);
    return { documents: rows.filter(({ playerId, isPublic }) => isPublic || playerId === player).map(toDto) };
  }

  /** Writes own documents, all or none. */
  @OnMessage(StorageWriteDto)
  async write(session: Session, { documents }: StorageWriteDto): Promise<StorageWrittenDto> {
    const versions = await this.storage.write(requirePlayer(session), documents, 'player');
    return {
      documents: documents.map(({ collection, key }, index) => ({ collection, key, version: versions[index] ?? 0 })),
    };
  }

  /** A page of one of the player's own collections, or of another player's public documents. */
  @OnMessage(StorageListDto)
  async list(session: Session, message: StorageListDto): Promise<StorageListedDto> {
    const player = requirePlayer(session);
    const { collection, playerId = player, cursor: after = '', limit = MAX_BATCH } = message;
    const isPublicOnly = playerId !== player;
    const { documents, cursor } = await this.storage.list({ playerId, collection, isPublicOnly, after, limit });
    return { documents: documents.map(toDto), ...(cursor !== undefined && { cursor }) };
  }

  /** Deletes one of the player's own documents. */
  @OnMessage(StorageDeleteDto)
  async delete(session: Session, { collection, key, ifVersion }: StorageDeleteDto): Promise<void> {
    await this.storage.delete({ playerId: requirePlayer(session), collection, key }, ifVersion, 'player');
  }

  private async export(playerId: string): Promise<StorageDocumentDto[]> {
    return (await this.storage.all(playerId)).map(toDto);
  }
}

/** Where sign-in is not required, a session may have no player, and so no documents. */
function requirePlayer({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}

function toDto({ bytes: _, updatedAt, ...row }: DocumentRow): StorageDocumentDto {
  return { ...row, updatedAtMs: updatedAt.getTime() };
}
