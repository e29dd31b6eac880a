import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { OptionsClass } from '../../core/rooms/api/room-type.decorator.js';
import { RoomTypes, type LoadedRoomType } from '../../core/rooms/runtime/room-types.js';
import type { GameMatch, GameQueue, MatchedPlayer } from './game-queue.js';
import { MatchJoinOptionsDto, matchInfo, MatchRoomOptionsDto } from './match-options.dto.js';
import { Matchmaker } from './search/matchmaker.js';
import type { QueueRules } from './search/queue-rules.js';

const NAME = /^[a-z0-9_-]{1,32}$/;

/** A declared queue and its parsed rules. */
export interface DeclaredQueue {
  readonly queue: GameQueue;
  readonly rules: QueueRules;
}

/** All queues of this server, declared at startup. An invalid declaration stops the start with a sentence. */
@Injectable()
export class QueueRegistry implements OnApplicationBootstrap {
  private readonly queues = new Map<string, DeclaredQueue>();

  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly roomTypes: RoomTypes,
  ) {}

  /** Nest's hook: by now all room types are known. */
  onApplicationBootstrap(): void {
    for (const { queue, rules } of this.queues.values()) checkRooms(queue, rules, this.roomTypes.find(queue.roomType));
  }

  /** Adds a queue. @throws Error when its rules contradict each other, or its name is taken */
  declare(queue: GameQueue): void {
    if (!NAME.test(queue.name)) {
      throw new Error(
        `The matchmaking queue "${queue.name}" needs a name of 1 to 32 letters a-z, digits, "_" and "-".`,
      );
    }
    this.queues.set(queue.name, { queue, rules: this.matchmaker.addQueue(queue) });
  }

  /** All queues, in order of declaration. */
  all(): IterableIterator<DeclaredQueue> {
    return this.queues.values();
  }

  /** The queue with this name. */
  find(name: string): DeclaredQueue | undefined {
    return this.queues.get(name);
  }

  /** The options for a match's new room. */
  roomOptions({ roomType, roomOptions }: GameQueue, match: GameMatch): object {
    if (roomOptions) return roomOptions(match);
    return isOrExtends(this.roomTypes.find(roomType)?.options.options, MatchRoomOptionsDto)
      ? { match: matchInfo(match) }
      : {};
  }

  /** The join options for a player. */
  joinOptions({ roomType, joinOptions }: GameQueue, player: MatchedPlayer): object {
    if (joinOptions) return joinOptions(player);
    return isOrExtends(this.roomTypes.find(roomType)?.options.joinOptions, MatchJoinOptionsDto)
      ? { team: player.team }
      : {};
  }
}

function checkRooms(queue: GameQueue, rules: QueueRules, type: LoadedRoomType | undefined): void {
  const refuse = (why: string): never => {
    throw new Error(`The matchmaking queue "${queue.name}" ${why}.`);
  };
  if (type === undefined) return refuse(`opens rooms of the type "${queue.roomType}", which no provider declares`);
  const seats = Math.min(type.options.maxPlayers, queue.roomSettings?.maxPlayers ?? Infinity);
  if (rules.maxPlayers > seats) {
    refuse(`makes matches of ${rules.maxPlayers} players, and "${type.name}" rooms take ${seats}`);
  }
  const isTold = queue.roomOptions !== undefined || isOrExtends(type.options.options, MatchRoomOptionsDto);
  if (rules.fillWithBotsAfterMs < Infinity && !isTold) {
    refuse(`fills with bots of which its rooms do not learn: give it roomOptions, or the rooms a MatchRoomOptionsDto`);
  }
}

function isOrExtends(optionsClass: OptionsClass | undefined, base: OptionsClass): boolean {
  return optionsClass === base || optionsClass?.prototype instanceof base;
}
