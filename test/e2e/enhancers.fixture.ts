import {
  Catch,
  Injectable,
  UnauthorizedException,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  type ArgumentMetadata,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
} from '@nestjs/common';
import { WsException } from '@nestjs/websockets';
import { IsString } from 'class-validator';
import { map, type Observable } from 'rxjs';
import { SessionContext } from '../../src/core/sessions/session-context.js';
import { Session } from '../../src/core/sessions/session.js';
import { GameError } from '../../src/protocol/game-error.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';

/** The types of these tests. */
export enum GuestType {
  Said = 2100,
  Plain = 2101,
  Guarded = 2102,
  Intercepted = 2103,
  Piped = 2104,
  Filtered = 2105,
  ClassGuarded = 2106,
  Whole = 2107,
  Nested = 2108,
}

/** The answer of every handler here. */
@ServerMessage(GuestType.Said)
export class SaidDto {
  @IsString()
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

class SayDto {
  @IsString()
  readonly text!: string;
}

@ClientMessage(GuestType.Plain, { reply: SaidDto })
export class PlainDto extends SayDto {}

@ClientMessage(GuestType.Guarded, { reply: SaidDto })
export class GuardedDto extends SayDto {}

@ClientMessage(GuestType.Intercepted, { reply: SaidDto })
export class InterceptedDto extends SayDto {}

@ClientMessage(GuestType.Piped, { reply: SaidDto })
export class PipedDto extends SayDto {}

@ClientMessage(GuestType.Filtered, { reply: SaidDto })
export class FilteredDto extends SayDto {}

@ClientMessage(GuestType.ClassGuarded, { reply: SaidDto })
export class ClassGuardedDto extends SayDto {}

@ClientMessage(GuestType.Whole, { reply: SaidDto })
export class WholeDto extends SayDto {}

/** Asks which session is being served, before and after a wait. */
@ClientMessage(GuestType.Nested, { reply: SaidDto })
export class NestedDto {}

/** What every enhancer saw of the message that it was run for. */
@Injectable()
export class Witness {
  readonly seen: string[] = [];

  /** Notes what Nest's context shows to the enhancer called `who`. */
  note(who: string, host: ArgumentsHost, message: SayDto): void {
    const [session] = host.getArgs<unknown[]>();
    const isOurs = session instanceof Session && host.switchToWs().getClient() === session;
    this.seen.push(`${who} ${host.getType()} ${isOurs ? 'session' : 'stranger'} ${message.text}`);
  }
}

/** Lets in who says "open"; "closed" is denied, "sign in", "ws" and "game" by an exception of that kind. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(private readonly witness: Witness) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const message = context.switchToWs().getData<SayDto>();
    this.witness.note('guard', context, message);
    await Promise.resolve();
    if (message.text === 'sign in') throw new UnauthorizedException();
    if (message.text === 'ws') throw new WsException('The door is stuck.');
    if (message.text === 'game') throw new GameError('message.not_found');
    if (message.text === 'crash') throw new Error('secret of the guard');
    return message.text !== 'closed';
  }
}

/** Wraps an answer's text in brackets. */
@Injectable()
export class BracketInterceptor implements NestInterceptor<SaidDto, SaidDto> {
  constructor(private readonly witness: Witness) {}

  intercept(context: ExecutionContext, next: CallHandler<SaidDto>): Observable<SaidDto> {
    this.witness.note('interceptor', context, context.switchToWs().getData<SayDto>());
    return next.handle().pipe(map(({ text }) => new SaidDto(`[${text}]`)));
  }
}

/** Writes a message's text in capitals; leaves everything else alone. */
@Injectable()
export class CapitalPipe implements PipeTransform<unknown> {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    if (!(value instanceof SayDto)) return value;
    if (metatype === undefined) throw new Error('The pipe is not told the type of the message.');
    if (value.text === 'refuse') throw new WsException('Not this word.');
    return Object.assign(new PlainDto(), { text: value.text.toUpperCase() });
  }
}

/** Answers errors instead of the router. */
@Catch(RangeError)
export class RangeFilter implements ExceptionFilter<RangeError> {
  catch(error: RangeError, host: ArgumentsHost): SaidDto {
    return new SaidDto(`filtered ${error.message} (${host.getType()})`);
  }
}

/** One handler for each enhancer, and one without. */
@Injectable()
export class GuestService {
  constructor(private readonly context: SessionContext) {}

  @OnMessage(PlainDto)
  plain(_session: Session, { text }: PlainDto): SaidDto {
    return new SaidDto(text);
  }

  @UseGuards(DoorGuard)
  @OnMessage(GuardedDto)
  guarded(_session: Session, { text }: GuardedDto): SaidDto {
    return new SaidDto(text);
  }

  @UseInterceptors(BracketInterceptor)
  @OnMessage(InterceptedDto)
  intercepted(_session: Session, { text }: InterceptedDto): SaidDto {
    return new SaidDto(text);
  }

  @UsePipes(CapitalPipe)
  @OnMessage(PipedDto)
  piped(session: Session, { text }: PipedDto): SaidDto {
    return new SaidDto(session instanceof Session ? text : 'no session');
  }

  @UseFilters(RangeFilter)
  @OnMessage(FilteredDto)
  filtered(_session: Session, { text }: FilteredDto): SaidDto {
    if (text === 'range') throw new RangeError('out of range');
    if (text === 'game') throw new GameError('message.not_found');
    if (text === 'type') throw new TypeError('secret of the handler');
    return new SaidDto(text);
  }

  @OnMessage(NestedDto)
  async nested(session: Session): Promise<SaidDto> {
    const before = this.context.current();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const after = await Promise.resolve().then(() => this.context.current());
    return new SaidDto(String([before, after].map((current) => current === session)));
  }
}

/** Everything on the class. */
@Injectable()
@UseGuards(DoorGuard)
@UseInterceptors(BracketInterceptor)
@UsePipes(CapitalPipe)
@UseFilters(RangeFilter)
export class ClubService {
  @OnMessage(ClassGuardedDto)
  guarded(_session: Session, { text }: ClassGuardedDto): SaidDto {
    if (text === 'RANGE') throw new RangeError('out of range');
    return new SaidDto(text);
  }

  @OnMessage(WholeDto)
  async whole(_session: Session, { text }: WholeDto): Promise<SaidDto> {
    await Promise.resolve();
    return new SaidDto(text);
  }
}

/** All that these tests provide. */
export const GUESTS = [GuestService, ClubService, Witness];
