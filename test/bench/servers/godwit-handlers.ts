import { Injectable, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { broadcast, OnMessage, SessionRegistry, type Session } from '../../../src/index.js';
import type { MoveFields } from '../wire.js';
import {
  GuardedMovedDto,
  GuardedMoveDto,
  InputDto,
  MovedDto,
  MoveDto,
  ShoutDto,
  ShoutedDto,
} from './godwit-messages.js';

/** Counts the messages that reached a handler. */
@Injectable()
export class HandledCounter {
  /** Messages so far. */
  count = 0;
}

/** Lets everyone pass who moves at all: what it costs is being there. */
@Injectable()
export class MovingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.getArgs<[Session, GuardedMoveDto]>()[1].seq >= 0;
  }
}

/** The handlers of the bench: each does as little as a handler can. */
@Injectable()
export class BenchService {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly handled: HandledCounter,
  ) {}

  /** Answers a move. */
  @OnMessage(MoveDto)
  move(_session: Session, move: MoveDto): MovedDto {
    this.handled.count++;
    return answerOf(move);
  }

  /** Answers a move behind a guard. */
  @UseGuards(MovingGuard)
  @OnMessage(GuardedMoveDto)
  guardedMove(_session: Session, move: GuardedMoveDto): GuardedMovedDto {
    this.handled.count++;
    return answerOf(move);
  }

  /** Takes an input. */
  @OnMessage(InputDto)
  input(_session: Session, _input: InputDto): void {
    this.handled.count++;
  }

  /** Tells everyone. */
  @OnMessage(ShoutDto)
  shout(_session: Session, { text }: ShoutDto): void {
    this.handled.count++;
    broadcast(this.sessions.all(), new ShoutedDto({ text }));
  }
}

/** The answer to a move: its own fields. */
export function answerOf({ seq, dx, dy, buttons, tick }: MoveFields): MoveFields {
  return { seq, dx, dy, buttons, tick };
}
