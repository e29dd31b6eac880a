import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** Player storage's block of types, 140-159. */
export enum PlayerStorageType {
  Fetch = 140,
  Fetched = 141,
  Write = 142,
  Written = 143,
  List = 144,
  Listed = 145,
  Delete = 146,
}

/** How many documents one message may name. */
export const MAX_BATCH = 32;

/** The name of a collection: 1 to 32 letters, digits, "_", "-", "." and ":". */
export const COLLECTION = /^[A-Za-z0-9_.:-]{1,32}$/;

/** A key in a collection: 1 to 64 of the same. */
export const KEY = /^[A-Za-z0-9_.:-]{1,64}$/;

/** A player's id: no control characters, and no half of a surrogate pair, which the database could not hold. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** The largest version: every whole number up to here is exact. */
const MAX_VERSION = Number.MAX_SAFE_INTEGER;

/** Names one document. */
export class StorageIdDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /** Whose it is; absent: your own. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;
}

/** One document. */
export class StorageDocumentDto {
  /** Whose it is. */
  @IsString()
  readonly playerId!: string;

  @IsString()
  readonly collection!: string;

  @IsString()
  readonly key!: string;

  /**
   * The text of a JSON object, exactly as it was written. It is text, and no form of the contract, because the shape is the
   * game's own: JSON.parse_string() makes a Dictionary of it in Godot 4, JSON.parse() in Godot 3, and every other client
   * can read it too. A Variant would be other bytes in Godot 3 than in 4, larger than JSON, and closed to everybody else.
   */
  @IsString()
  readonly value!: string;

  /** Greater than that of any earlier write; the same number never comes back, not even after a deletion. */
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly version!: number;

  /** True: everyone may read it. False: its owner only. */
  @IsBoolean()
  readonly isPublic!: boolean;

  /** True: only the game itself may change it, not its owner. */
  @IsBoolean()
  readonly isProtected!: boolean;

  /** When it was last written, milliseconds since 1970. */
  @IsNumber()
  readonly updatedAtMs!: number;
}

/** The documents that were asked for. */
@ServerMessage(PlayerStorageType.Fetched)
export class StorageFetchedDto {
  /** In the order they were asked for; without those that do not exist and those that you may not read. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StorageDocumentDto)
  readonly documents!: StorageDocumentDto[];
}

/** Reads documents: your own, and public ones of others. */
@ClientMessage(PlayerStorageType.Fetch, { reply: StorageFetchedDto })
export class StorageFetchDto {
  /** 1 to 32. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => StorageIdDto)
  readonly documents!: StorageIdDto[];
}

/** One document as it is to be. */
export class StorageDraftDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /**
   * The text of a JSON object, as JSON.stringify() of a Dictionary gives it: at most 65,536 bytes, nested at most 32 deep.
   * The whole message must not be larger than the server's MAX_MESSAGE_BYTES, which is less unless it is raised.
   */
  @IsString()
  @Length(2, 65_536)
  readonly value!: string;

  /** Absent: write whatever is there. 0: only when there is none yet. Otherwise: only when this is its version now. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_VERSION)
  readonly ifVersion?: number;

  /** Whether everyone may read it. Absent: as it was; a new one is not public. */
  @IsOptional()
  @IsBoolean()
  readonly isPublic?: boolean;
}

/** The new version of one document. */
export class StorageVersionDto {
  @IsString()
  readonly collection!: string;

  @IsString()
  readonly key!: string;

  /** For `ifVersion` of the next write. */
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly version!: number;
}

/** All of the documents were written, and will be there after any crash of the server. */
@ServerMessage(PlayerStorageType.Written)
export class StorageWrittenDto {
  /** In the order of the request. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StorageVersionDto)
  readonly documents!: StorageVersionDto[];
}

/** Writes documents of your own, all of them or none. */
@ClientMessage(PlayerStorageType.Write, { reply: StorageWrittenDto })
export class StorageWriteDto {
  /** 1 to 32, each once. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => StorageDraftDto)
  readonly documents!: StorageDraftDto[];
}

/** A page of a collection. */
@ServerMessage(PlayerStorageType.Listed)
export class StorageListedDto {
  /** By key. Fewer than asked for where the values are large. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StorageDocumentDto)
  readonly documents!: StorageDocumentDto[];

  /** For `cursor` of the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Lists a collection: all documents of your own, or the public ones of another player. */
@ClientMessage(PlayerStorageType.List, { reply: StorageListedDto })
export class StorageListDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** Whose; absent: your own. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;

  /** The cursor of the page before; absent: from the beginning. */
  @IsOptional()
  @Matches(KEY)
  readonly cursor?: string;

  /** The most documents to send; absent: 32. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_BATCH)
  readonly limit?: number;
}

/** Deletes a document of your own; answered with an Ack, also where there is none. */
@ClientMessage(PlayerStorageType.Delete)
export class StorageDeleteDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /** Only when this is its version now; absent: whatever is there. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly ifVersion?: number;
}
