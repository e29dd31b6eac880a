import { inspect } from 'node:util';
import { Injectable, Logger, Optional, type OnModuleInit } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { compareMessage } from '../../protocol/contract/compare-contract.js';
import {
  ContractCompareDto,
  type ContractComparedDto,
  HelloDto,
  PingDto,
  PongDto,
  ProtocolType,
  WelcomeDto,
} from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { ContractHolder } from '../contract/contract-holder.js';
import { EventBus } from '../events/event-bus.js';
import { PlayerAuthenticator } from '../sessions/player-authenticator.js';
import { SessionWelcomed } from '../sessions/session.events.js';
import type { Session } from '../sessions/session.js';

/** How many differences one answer names. */
const MAX_DIFFERENCES = 64;

/** Answers the protocol's own messages: Hello, Ping and ContractCompare. */
@Injectable()
export class ProtocolService implements OnModuleInit {
  private readonly logger = new Logger('Protocol');

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    private readonly holder: ContractHolder,
    @Optional() private readonly authenticator?: PlayerAuthenticator,
  ) {}

  /** @throws Error when sign-in is required but nothing provides it. */
  onModuleInit(): void {
    if (!this.config.AUTH_REQUIRED || this.authenticator) return;
    throw new Error(
      'AUTH_REQUIRED is true (the default in production), but no module provides a PlayerAuthenticator: add one, or set AUTH_REQUIRED=false to let anyone play.',
    );
  }

  /** Notes what the client says of itself, signs it in if it brings a token, and welcomes it. */
  @OnMessage(HelloDto)
  async hello(session: Session, hello: HelloDto): Promise<WelcomeDto> {
    // The line the 2020 tutorial looks for in the server's log; a token never stands in it.
    const { token, ...said } = hello;
    this.logger.log(inspect({ type: ProtocolType.Hello, ...said }, { breakLength: Infinity }));
    this.agree(session, hello.contract);
    if (token !== undefined || this.config.AUTH_REQUIRED) await this.signIn(session, token);

    session.receiveBufferBytes = hello.receiveBufferBytes ?? session.receiveBufferBytes;
    this.events.emit(new SessionWelcomed(session));
    return new WelcomeDto({
      text: 'hello, client!',
      sessionId: session.id,
      serverTimeMs: Date.now(),
      pingIntervalMs: this.config.PING_INTERVAL_MS,
      maxMessageBytes: this.config.MAX_MESSAGE_BYTES,
      contract: this.holder.contract.hash,
    });
  }

  /** Tells the time, and that the server is there. */
  @OnMessage(PingDto)
  ping(): PongDto {
    return new PongDto(Date.now());
  }

  /** Tells a client with another contract which messages and fields differ. */
  @OnMessage(ContractCompareDto)
  compare(_session: Session, { messages }: ContractCompareDto): ContractComparedDto {
    const differences = messages.flatMap((message) => compareMessage(message, this.holder.contract));
    return { differences: differences.slice(0, MAX_DIFFERENCES) };
  }

  // Without keys on the wire, another contract would read every message wrongly.
  private agree(session: Session, contract: string | undefined): void {
    if (session.codec.isBinary && contract !== this.holder.contract.hash) throw new GameError('contract.mismatch');
    session.hasAgreed = true;
  }

  private async signIn(session: Session, token: string | undefined): Promise<void> {
    if (token === undefined) throw new GameError('auth.required');
    const playerId = await this.authenticator?.authenticate(token);
    if (playerId === undefined) throw new GameError('auth.refused');
    session.playerId = playerId;
  }
}
