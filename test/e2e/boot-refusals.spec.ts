import { Injectable, Module, Scope } from '@nestjs/common';
import { IsString } from 'class-validator';
import { PlayerAuthenticator } from '../../src/core/sessions/player-authenticator.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { EverybodyModule } from '../../src/testing/everybody.module.js';
import { TestApp, type TestAppOptions } from '../../src/testing/test-app.js';

@ServerMessage(2201)
class KnockedDto {
  @IsString()
  readonly text!: string;
}

@ClientMessage(2200, { reply: KnockedDto })
class KnockDto {
  @IsString()
  readonly text!: string;
}

class StrayDto {
  @IsString()
  readonly text!: string;
}

@Injectable()
class KnockService {
  @OnMessage(KnockDto)
  knock(_session: unknown, { text }: KnockDto): object {
    return { text };
  }
}

@Injectable()
class Nobody extends PlayerAuthenticator {
  authenticate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  redeem(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

@Injectable({ scope: Scope.REQUEST })
class Fickle extends Nobody {}

@Module({ providers: [Nobody, { provide: PlayerAuthenticator, useExisting: Nobody }] })
class NobodyModule {}

@Module({ providers: [{ provide: PlayerAuthenticator, useClass: Fickle }] })
class FickleModule {}

@Injectable()
class SecondService {
  @OnMessage(KnockDto)
  alsoKnock(): void {
    // Never reached: the boot stops first.
  }
}

@Injectable()
class TwiceService {
  @OnMessage(KnockDto)
  first(): void {
    // Never reached.
  }

  @OnMessage(KnockDto)
  second(): void {
    // Never reached.
  }
}

@Injectable()
class StrayService {
  @OnMessage(StrayDto)
  stray(): void {
    // Never reached.
  }
}

@Injectable()
class ServerMessageService {
  @OnMessage(KnockedDto)
  knocked(): void {
    // Never reached.
  }
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedService {
  @OnMessage(KnockDto)
  knock(): void {
    // Never reached.
  }
}

@Injectable({ scope: Scope.TRANSIENT })
class TransientService {
  @OnMessage(KnockDto)
  knock(): void {
    // Never reached.
  }
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedFriend {}

@Injectable()
class FriendOfRequestScoped {
  constructor(readonly friend: RequestScopedFriend) {}

  @OnMessage(KnockDto)
  knock(): void {
    // Never reached.
  }
}

@Injectable()
class ChildService extends KnockService {}

const MADE = { provide: 'made', useFactory: () => new KnockService() };

@Module({ providers: [KnockService] })
class KnockModule {}

@Module({ providers: [KnockService] })
class SameProviderModule {}

describe('the boot', () => {
  async function start(options: TestAppOptions): Promise<string> {
    try {
      const server = await TestApp.start(options);
      await server.stop();
      return 'started';
    } catch (error) {
      return (error as Error).message;
    }
  }

  it.each<[name: string, options: TestAppOptions, sentence: RegExp]>([
    [
      'two classes handle one message',
      { providers: [KnockService, SecondService] },
      /^KnockService\.knock and SecondService\.alsoKnock both handle KnockDto\.$/,
    ],
    [
      'two methods of a class handle one message',
      { providers: [TwiceService] },
      /^TwiceService\.first and TwiceService\.second both handle KnockDto\.$/,
    ],
    [
      'a message has no handler',
      { imports: [GodwitModule.forFeature({ messages: [KnockDto] })] },
      /^KnockDto \(test\/e2e\/boot-refusals\.spec\.ts:\d+\) has no handler: .* @OnMessage\(KnockDto\)\.$/,
    ],
    [
      'a handler names a class that is no message',
      { providers: [KnockService, StrayService] },
      /^StrayService\.stray handles StrayDto, which is not marked @ClientMessage\.$/,
    ],
    [
      'a handler is made by a factory, under a name, and nothing lists its message',
      { providers: [MADE] },
      /^KnockService\.knock handles KnockDto, which is not among .*GodwitModule\.forFeature\(\{ messages: \[KnockDto\] \}\)\.$/,
    ],
    [
      'a module lists what is no message',
      { imports: [GodwitModule.forFeature({ messages: [StrayDto] })] },
      /^StrayDto is listed as a message, but is not marked as one\.$/,
    ],
    [
      'a handler names a message of the server',
      { providers: [KnockService, ServerMessageService] },
      /^ServerMessageService\.knocked handles KnockedDto, which is not marked @ClientMessage\.$/,
    ],
    [
      'a handler lives in a request-scoped class',
      { providers: [RequestScopedService] },
      /^RequestScopedService\.knock is request-scoped; message handlers live on singletons\.$/,
    ],
    [
      'a handler depends on a request-scoped class',
      { providers: [RequestScopedFriend, FriendOfRequestScoped] },
      /^FriendOfRequestScoped\.knock is request-scoped; message handlers live on singletons\.$/,
    ],
    [
      'a handler lives in a transient class',
      { providers: [TransientService] },
      /^TransientService\.knock is transient; message handlers live on singletons\.$/,
    ],
    [
      'two modules provide the same class',
      { imports: [KnockModule, SameProviderModule] },
      /^KnockService\.knock exists in two instances; provide its class once\.$/,
    ],
    [
      'a class and its child are both provided',
      { providers: [KnockService, ChildService] },
      /^(KnockService|ChildService)\.knock exists in two instances; provide its class once\.$/,
    ],
    [
      'sign-in is required and nobody can decide it',
      { providers: [KnockService], env: { AUTH_REQUIRED: 'true' } },
      /^AUTH_REQUIRED is true .*no module provides a PlayerAuthenticator: .*AUTH_REQUIRED=false/,
    ],
    [
      'two modules would decide who somebody is',
      { imports: [EverybodyModule, NobodyModule] },
      /^EverybodyModule and NobodyModule each provide a PlayerAuthenticator; .* leave the others out\.$/,
    ],
    [
      'who decides who somebody is is no singleton',
      { imports: [FickleModule] },
      /^The PlayerAuthenticator of FickleModule is request-scoped or transient/,
    ],
  ])('stops with one sentence when %s', async (_name, options, sentence) => {
    expect(await start(options)).toMatch(sentence);
  });

  it.each<[name: string, options: TestAppOptions]>([
    ['each message has one handler', { providers: [KnockService] }],
    ['any module decides about sign-in', { imports: [EverybodyModule, KnockModule], env: { AUTH_REQUIRED: 'true' } }],
    ['a class decides under its own name', { providers: [KnockService, Nobody], env: { AUTH_REQUIRED: 'true' } }],
    ['who decides asks another one', { imports: [EverybodyModule], providers: [KnockService, Nobody] }],
    [
      'a class is provided under a second name',
      { providers: [KnockService, { provide: 'alias', useExisting: KnockService }] },
    ],
    ['a module is imported twice', { imports: [KnockModule, KnockModule] }],
    ['a handler is inherited', { providers: [ChildService] }],
    [
      'a factory makes the handler, and its module lists the message',
      { imports: [GodwitModule.forFeature({ messages: [KnockDto] })], providers: [MADE] },
    ],
    ['a factory makes the handler under its class', { providers: [{ ...MADE, provide: KnockService }] }],
    ['what was imported is in none of its modules', { providers: [] }],
  ])('goes on when %s', async (_name, options) => {
    expect(await start(options)).toBe('started');
  });
});
