import { IsInt, Max, Min } from 'class-validator';
import { Room } from '../../src/core/rooms/api/room.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import type { Session } from '../../src/core/sessions/session.js';
import { defineErrors } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';

defineErrors({ 'guessing.over': 'The number was found.' });

/** The answer to a guess. */
@ServerMessage(60_001)
export class GuessAnsweredDto {
  /** 1 where the number is greater, -1 where it is less, 0 where it was found. */
  @IsInt() readonly direction!: number;
}

/** A guess. */
@ClientMessage(60_000, { reply: GuessAnsweredDto })
export class GuessDto {
  /** The number. */
  @IsInt() @Min(1) @Max(100) readonly value!: number;

  constructor(value = 1) {
    this.value = value;
  }
}

/** Somebody has found the number. */
@ServerMessage(60_002)
export class GuessFoundDto {
  /** The number. */
  @IsInt() readonly value!: number;
}

/** Who guesses. */
export class Guesser {
  /** Whose it is. */
  @Synced('string') name = '';
  /** How often it has guessed. */
  @Synced('u16') guesses = 0;
}

/** What all see. */
@SyncedState()
export class GuessingState {
  /** Guesses of all. */
  @Synced('u16') guesses = 0;
  /** Who is in. */
  @Synced(entitiesOf(() => Guesser)) readonly players = new EntitySet(Guesser);
}

/** A room for the tests of the tests: players guess a number. */
@RoomType('guessing', { tickHz: 20, patchHz: 20 })
export class GuessingRoom extends Room<GuessingState> {
  override readonly state = new GuessingState();
  private secret = 42;
  /** What the hooks were told, for the tests. */
  readonly told: string[] = [];

  override onJoin(session: Session): void {
    const name = this.members.get(session)?.name ?? '';
    this.state.players.add(Object.assign(new Guesser(), { name }));
  }

  override onDrop(): void {
    this.told.push('drop');
  }

  override onReconnect(): void {
    this.told.push('reconnect');
  }

  @OnMessage(GuessDto)
  guess(_session: Session, { value }: GuessDto): object {
    if (this.secret === 0) throw new GameError('guessing.over');
    const direction = Math.sign(this.secret - value);
    this.state.guesses += 1;
    if (direction === 0) {
      this.broadcast(Object.assign(new GuessFoundDto(), { value }));
      this.secret = 0;
    }
    return { direction };
  }

  override save(): unknown {
    return this.secret;
  }

  override restore(saved: unknown): void {
    this.secret = Number(saved);
  }
}
