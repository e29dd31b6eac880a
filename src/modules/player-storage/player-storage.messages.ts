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

/** Player storage's message types, 140-159. */
export enum PlayerStorageType {
  Fetch = 140,
  Fetched = 141,
  Write = 142,
  Written = 143,
  List = 144,
  Listed = 145,
  Delete = 146,
}

/** Maximum documents per message. */
export const MAX_BATCH = 32;

/** The name of a collection: 1 to 32 letters, digits, "_", "-", "." and ":". */
export const COLLECTION = /^[A-Za-z0-9_.:-]{1,32}$/;

/** A key in a collection: 1 to 64 of the same characters. */
export const KEY = /^[A-Za-z0-9_.:-]{1,64}$/;

/** A player id: no control characters, and no unpaired surrogates, which the database cannot store. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** The largest version: every whole number up to here is exact. */
const MAX_VERSION = Number.MAX_SAFE_INTEGER;

/** Identifies one document. */
export class StorageIdDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /** The owner's player id; absent: your own. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;
}

/** One document. */
export class StorageDocumentDto {
  /** The owner's player id. */
  @IsString()
  readonly playerId!: string;

  @IsString()
  readonly collection!: string;

  @IsString()
  readonly key!: string;

  /**
   * The text of a JSON object, exactly as it was written. It is text rather than a structure of the contract because its
   * shape is up to the game: JSON.parse_string() turns it into a Dictionary in Godot 4, JSON.parse() in Godot 3, and every
   * other client can read it too. A Variant differs between Godot 3 and 4, is larger than JSON, and only Godot can read it.
   */
  @IsString()
  readonly value!: string;

  /** Greater than after any earlier write; a version is never reused, not even after a deletion. */
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly version!: number;

  /** True: everyone may read it. False: only its owner may. */
  @IsBoolean()
  readonly isPublic!: boolean;

  /** True: only the game itself may change it, not its owner. */
  @IsBoolean()
  readonly isProtected!: boolean;

  /** When it was last written, milliseconds since 1970. */
  @IsNumber()
  readonly updatedAtMs!: number;
}

/** The requested documents. */
@ServerMessage(PlayerStorageType.Fetched)
export class StorageFetchedDto {
  /** In the order of the request, without those that do not exist or that you may not read. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StorageDocumentDto)
  readonly documents!: StorageDocumentDto[];
}

/** Reads documents: your own, and other players' public ones. */
@ClientMessage(PlayerStorageType.Fetch, { reply: StorageFetchedDto })
export class StorageFetchDto {
  /** 1 to 32 document ids. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => StorageIdDto)
  readonly documents!: StorageIdDto[];
}

/** One document to be written. */
export class StorageDraftDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /**
   * The text of a JSON object, as JSON.stringify() of a Dictionary returns it: at most 65,536 bytes, nested at most 32 deep.
   * The whole message must also fit into the server's MAX_MESSAGE_BYTES, which is less unless it was raised.
   */
  @IsString()
  @Length(2, 65_536)
  readonly value!: string;

  /** Absent: write unconditionally. 0: only if it does not exist yet. Otherwise: only if this is its current version. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_VERSION)
  readonly ifVersion?: number;

  /** Whether everyone may read it. Absent: unchanged; a new one is private. */
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

  /** Pass as `ifVersion` in the next write. */
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly version!: number;
}

/** All of the documents were written, and will survive any crash of the server. */
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
  /** 1 to 32 documents, each only once. */
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
  /** Sorted by key. Fewer than requested if the values are large. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => StorageDocumentDto)
  readonly documents!: StorageDocumentDto[];

  /** Pass as `cursor` in the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Lists a collection: all of your own documents, or another player's public ones. */
@ClientMessage(PlayerStorageType.List, { reply: StorageListedDto })
export class StorageListDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** The owner's player id; absent: your own. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;

  /** The previous page's cursor; absent: from the beginning. */
  @IsOptional()
  @Matches(KEY)
  readonly cursor?: string;

  /** Maximum number of documents to send; absent: 32. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_BATCH)
  readonly limit?: number;
}

/** Deletes one of your own documents; answered with an Ack even if it does not exist. */
@ClientMessage(PlayerStorageType.Delete)
export class StorageDeleteDto {
  /** 1 to 32 letters, digits, "_", "-", "." and ":". */
  @Matches(COLLECTION)
  readonly collection!: string;

  /** 1 to 64 letters, digits, "_", "-", "." and ":". */
  @Matches(KEY)
  readonly key!: string;

  /** Only if this is its current version; absent: unconditionally. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  readonly ifVersion?: number;
}
