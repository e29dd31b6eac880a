import { BadRequestException, ForbiddenException, HttpException, Injectable, NotFoundException } from '@nestjs/common';
import { InternalServerErrorException, UnauthorizedException } from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import { IsInt, IsString, MaxLength } from 'class-validator';
import type { Session } from '../../src/core/sessions/session.js';
import { CloseCode } from '../../src/protocol/close-codes.js';
import { defineErrors } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';

/** The types of these tests. */
export enum LabType {
  Try = 2000,
  Tried = 2001,
  Other = 2002,
  Slow = 2003,
  SlowDone = 2004,
  Gate = 2005,
  Bare = 2006,
  Leave = 2007,
  Big = 2008,
}

/** What these tests refuse. */
export const LabError = defineErrors({ 'lab.closed': 'The lab is closed.' });

/** The declared answer to {@link TryDto}. */
@ServerMessage(LabType.Tried)
export class TriedDto {
  @IsString()
  readonly text!: string;

  constructor(fields: TriedDto) {
    Object.assign(this, fields);
  }
}

/** A server message that no client message declares as its answer. */
@ServerMessage(LabType.Other)
export class OtherDto {
  @IsString()
  readonly other: string = 'other';
}

/** No message at all. */
class StrangerDto {
  readonly secret = 'secret';
}

/** Asks the handler to end in a certain way. */
@ClientMessage(LabType.Try, { reply: TriedDto })
export class TryDto {
  /** Key of {@link ENDINGS}. */
  @IsString()
  @MaxLength(40)
  readonly how!: string;
}

/** The same, without a declared answer. */
@ClientMessage(LabType.Bare)
export class BareDto {
  @IsString()
  readonly how!: string;
}

@ServerMessage(LabType.SlowDone)
export class SlowDoneDto {
  @IsInt()
  readonly number!: number;
}

/** Takes its time. */
@ClientMessage(LabType.Slow, { reply: SlowDoneDto })
export class SlowDto {
  @IsInt()
  readonly number!: number;

  @IsInt()
  readonly delayMs!: number;
}

/** Waits until the test opens the gate. */
@ClientMessage(LabType.Gate)
export class GateDto {
  @IsInt()
  readonly number!: number;
}

/** Makes the server close the connection from inside the handler. */
@ClientMessage(LabType.Leave)
export class LeaveDto {}

/** Asks for an answer of so many characters. */
@ClientMessage(LabType.Big, { reply: TriedDto })
export class BigDto {
  @IsInt()
  readonly characters!: number;
}

function fail(error: unknown): never {
  throw error;
}

function cycle(): object {
  const self: Record<string, unknown> = { text: 'c4n4ry' };
  self.self = self;
  return self;
}

const SECRET = 'secret of the server';

/** How a handler may end, by the word that asks for it. */
export const ENDINGS: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  instance: () => new TriedDto({ text: 'instance' }),
  plain: () => ({ text: 'plain' }),
  promise: () => Promise.resolve(new TriedDto({ text: 'promise' })),
  'promise of plain': () => Promise.resolve({ text: 'later' }),
  'promise of nothing': () => Promise.resolve(),
  thenable: () => ({ then: (resolve: (value: object) => void) => resolve({ text: 'thenable' }) }),
  other: () => new OtherDto(),
  'promise of other': () => Promise.resolve(new OtherDto()),
  number: () => 5,
  zero: () => 0,
  string: () => SECRET,
  true: () => true,
  symbol: () => Symbol(SECRET),
  function: () => () => SECRET,
  array: () => [{ text: SECRET }],
  stranger: () => new StrangerDto(),
  date: () => new Date(0),
  'no prototype': () => Object.assign(Object.create(null) as object, { secret: SECRET }),
  bigint: () => 5n,
  'bigint inside': () => ({ text: 5n }),
  cycle,
  'promise of a cycle': () => Promise.resolve(cycle()),
  'promise of a number': () => Promise.resolve(5),
  'throwing toJSON': () => ({ toJSON: () => fail(new Error(SECRET)) }),
  'throwing getter': () => Object.defineProperty({}, 'text', { enumerable: true, get: () => fail(new Error(SECRET)) }),
  'game error': () => fail(new GameError(LabError['lab.closed'])),
  'game error with cause': () => fail(new GameError(LabError['lab.closed'], { cause: new Error(SECRET) })),
  'game error with text': () => fail(new GameError(LabError['lab.closed'], { text: 'Closed until noon.' })),
  'game error with details': () =>
    fail(new GameError('message.invalid', { details: [{ field: 'how', rule: 'isNew', text: 'must be new' }] })),
  'rejected game error': () => Promise.reject(new GameError(LabError['lab.closed'])),
  'ws error': () => fail(new WsException('Not like this.')),
  'rejected ws error': () => Promise.reject(new WsException('Not like this.')),
  'bad request': () => fail(new BadRequestException('Not like this.')),
  forbidden: () => fail(new ForbiddenException()),
  unauthorized: () => fail(new UnauthorizedException()),
  'not found': () => fail(new NotFoundException()),
  'too many requests': () => fail(new HttpException('Slowly.', 429)),
  'http error of the server': () => fail(new InternalServerErrorException(SECRET)),
  error: () => fail(new Error(SECRET)),
  'type error': () => fail(new TypeError(SECRET)),
  'rejected error': () => Promise.reject(new Error(SECRET)),
  'late error': async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw new Error(SECRET);
  },
  'thrown string': () => fail(SECRET),
  'thrown undefined': () => fail(undefined),
  'thrown null': () => fail(null),
  'thrown object': () => fail({ code: 'lab.closed', message: SECRET }),
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a careless author does
  'rejected nothing': () => Promise.reject(),
};

/** Handlers that end in every way a handler can, and tell what they did. */
@Injectable()
export class LabService {
  /** What happened, in order: `start 1`, `end 1`. */
  readonly diary: string[] = [];
  private gates: (() => void)[] = [];

  @OnMessage(TryDto)
  try(_session: Session, { how }: TryDto): unknown {
    return ENDINGS[how]?.();
  }

  @OnMessage(BareDto)
  bare(_session: Session, { how }: BareDto): unknown {
    return ENDINGS[how]?.();
  }

  @OnMessage(SlowDto)
  async slow(session: Session, { number, delayMs }: SlowDto): Promise<SlowDoneDto> {
    this.diary.push(`start ${number}`);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    this.diary.push(session.isOpen ? `end ${number}` : `end ${number} after the close`);
    return { number };
  }

  @OnMessage(GateDto)
  async gate(_session: Session, { number }: GateDto): Promise<void> {
    this.diary.push(`start ${number}`);
    await new Promise<void>((resolve) => this.gates.push(resolve));
    this.diary.push(`end ${number}`);
  }

  @OnMessage(LeaveDto)
  leave(session: Session): void {
    this.diary.push('leave');
    session.close(CloseCode.PolicyViolation, LabError['lab.closed']);
  }

  @OnMessage(BigDto)
  big(_session: Session, { characters }: BigDto): TriedDto {
    return new TriedDto({ text: 'ł'.repeat(characters) });
  }

  /** Lets everyone through who waits at the gate. */
  openGate(): void {
    const waiting = this.gates;
    this.gates = [];
    for (const open of waiting) open();
  }

  /** Resolves once the diary has this entry. */
  async until(entry: string): Promise<void> {
    while (!this.diary.includes(entry)) await new Promise((resolve) => setImmediate(resolve));
  }
}
