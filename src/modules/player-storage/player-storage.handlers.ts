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

/** What players may do with documents: everything with their own, unless they are protected; read the public ones of others. */
@Injectable()
@InTurn()
export class PlayerStorageHandlers implements OnModuleInit {
  constructor(
    private readonly storage: PlayerStorage,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: the documents go, or are handed out, with the account. */
  onModuleInit(): void {
    this.events.on(PlayerErased, (event) => event.waitUntil(this.storage.erase(event.playerId)));
    this.events.on(PlayerExported, (event) => event.add('documents', this.export(event.playerId)));
  }

  /** Own documents and public ones; what may not be read looks like what is not there. */
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

  /** A page of an own collection, or of the public documents of another player's. */
  @OnMessage(StorageListDto)
  async list(session: Session, message: StorageListDto): Promise<StorageListedDto> {
    const player = requirePlayer(session);
    const { collection, playerId = player, cursor: after = '', limit = MAX_BATCH } = message;
    const isPublicOnly = playerId !== player;
    const { documents, cursor } = await this.storage.list({ playerId, collection, isPublicOnly, after, limit });
    return { documents: documents.map(toDto), ...(cursor !== undefined && { cursor }) };
  }

  /** Deletes an own document. */
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
