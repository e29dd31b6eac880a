import { IsArray, IsBoolean, IsString } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../protocol/message.decorators.js';

/** The ready check's types, 60-64 of the rooms' block. */
export enum ReadyCheckType {
  SetReady = 60,
  Readiness = 61,
  ReadyChanged = 62,
  Start = 63,
  Started = 64,
}

/** Says whether you are ready for the game to start. */
@ClientMessage(ReadyCheckType.SetReady)
export class RoomSetReadyDto {
  /** True: you are. */
  @IsBoolean()
  readonly isReady!: boolean;
}

/** Who is ready in the room that you came into: it waits until all are. */
@ServerMessage(ReadyCheckType.Readiness)
export class RoomReadinessDto {
  /** The session ids of those who are. */
  @IsArray()
  @IsString({ each: true })
  readonly readyIds: string[];

  constructor(readyIds: string[]) {
    this.readyIds = readyIds;
  }
}

/** A member is ready, or not any more. */
@ServerMessage(ReadyCheckType.ReadyChanged)
export class RoomReadyChangedDto {
  /** The member's session id. */
  @IsString()
  readonly id: string;

  /** Whether the member is. */
  @IsBoolean()
  readonly isReady: boolean;

  constructor(id: string, isReady: boolean) {
    this.id = id;
    this.isReady = isReady;
  }
}

/** Starts the game, once all others are ready, and locks the room. For the host. */
@ClientMessage(ReadyCheckType.Start)
export class RoomStartDto {}

/** The game starts. */
@ServerMessage(ReadyCheckType.Started)
export class RoomStartedDto {}
