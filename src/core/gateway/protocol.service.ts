import { inspect } from 'node:util';
import { Injectable, Logger } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { compareContract, compareSteps } from '../../protocol/contract/compare-contract.js';
import { isSameWire } from '../../protocol/contract/contract-hash.js';
import {
  ContractCompareDto,
  type ContractComparedDto,
  ContractStepsCompareDto,
} from '../../protocol/contract.messages.js';
import { HelloDto, PingDto, PongDto, ProtocolType, WelcomeDto } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { ContractHolder } from '../contract/contract-holder.js';
import { addressKey } from '../limits/address-key.js';
import { KeyedLimit } from '../limits/keyed-limit.js';
import { serverTimeMs } from '../observability/server-time.js';
import { Authentication } from '../sessions/authentication.js';
import { Resumption } from '../sessions/resumption.js';
import type { Session } from '../sessions/session.js';
import { Entrance } from './entrance.js';

/** Comparing contracts takes a millisecond, so it is limited per address; many players behind one may have an old client. */
const COMPARES = { perSecond: 20, burst: 300 };

/** How many differences one answer names. */
const MAX_DIFFERENCES = 64;

/** Answers the protocol's own messages: Hello, Ping and the comparisons of contracts. */
@Injectable()
export class ProtocolService {
  private readonly logger = new Logger('Protocol');
  private readonly compares = new KeyedLimit(COMPARES);

  constructor(
    private readonly config: GameConfig,
    private readonly holder: ContractHolder,
    private readonly resumption: Resumption,
    private readonly authentication: Authentication,
    private readonly entrance: Entrance,
  ) {}

  /**
   * Answers a Hello: checks the contract, signs the client in if it brings a token, and welcomes it, to its former session if it can
   * be resumed, otherwise to a new one.
   */
  @OnMessage(HelloDto)
  async hello(session: Session, hello: HelloDto): Promise<WelcomeDto> {
    // The log line that the 2020 tutorial promises; it never contains a secret.
    const { token, resume, ...said } = hello;
    this.logger.log(inspect({ type: ProtocolType.Hello, ...said }, { breakLength: Infinity }));
    this.agree(session, hello.contract);
    const { delivery } = session;
    delivery.receiveBufferBytes = hello.receiveBufferBytes ?? delivery.receiveBufferBytes;
    const claimed = token === undefined ? undefined : await this.identify(token);
    const playerId = claimed instanceof GameError ? undefined : claimed;
    // A client that has disconnected meanwhile must not take a seat or displace another session.
    if (!session.isOpen) throw new GameError('session.closed');

    const received = hello.received ?? 0;
    const claim = resume && this.resumption.claim(session, { token: resume, received, playerId });
    if (claim) return this.welcome(claim.session, claim.token, claim.recovered);
    // Only now: a resume token is good even if the access token has expired meanwhile.
    const entering = this.entrance.enter(session, claimed);
    if (entering !== undefined) await entering;
    return this.welcome(session, hello.resumable ? this.resumption.open(session) : undefined, false);
  }

  /** Answers a Ping with the time and the count of received messages. */
  @OnMessage(PingDto)
  ping(session: Session, { received }: PingDto): PongDto {
    session.delivery.pinged += 1;
    if (received === undefined) return new PongDto(serverTimeMs());
    this.resumption.acknowledge(session, received);
    return new PongDto(serverTimeMs(), session.delivery.received);
  }

  /** Lists the messages and fields in which a client's contract differs. */
  @OnMessage(ContractCompareDto)
  compare(session: Session, excerpt: ContractCompareDto): ContractComparedDto {
    this.admitCompare(session);
    return { differences: compareContract(excerpt, this.holder.contract).slice(0, MAX_DIFFERENCES) };
  }

  /** Lists the steps in which a client's contract differs. */
  @OnMessage(ContractStepsCompareDto)
  compareSteps(session: Session, excerpt: ContractStepsCompareDto): ContractComparedDto {
    this.admitCompare(session);
    return { differences: compareSteps(excerpt, this.holder.contract).slice(0, MAX_DIFFERENCES) };
  }

  private admitCompare(session: Session): void {
    if (!this.compares.admits(addressKey(session.remoteAddress))) throw new GameError('rate.limited');
  }

  // There are no keys on the wire: with other messages, every one would be misread.
  private agree(session: Session, contract = ''): void {
    if (session.codec.isBinary && !isSameWire(this.holder.contract.hash, contract))
      throw new GameError('contract.mismatch');
    session.delivery.isAdmitted = true;
  }

  /** The player of the token. @throws GameError why it is not valid */
  private async identify(token: string): Promise<string | GameError> {
    try {
      return (await this.authentication.authenticate(token)) ?? new GameError('auth.refused');
    } catch (error) {
      if (error instanceof GameError) return error;
      throw error;
    }
  }

  private welcome(session: Session, resumeToken: string | undefined, resumed: boolean): WelcomeDto {
    return new WelcomeDto({
      text: 'hello, client!',
      sessionId: session.id,
      serverTimeMs: serverTimeMs(),
      pingIntervalMs: this.config.PING_INTERVAL_MS,
      maxMessageBytes: this.config.MAX_MESSAGE_BYTES,
      contract: this.holder.contract.hash,
      ...(session.playerId !== undefined && { playerId: session.playerId }),
      ...(resumeToken !== undefined && {
        resumeToken,
        seatHoldMs: this.config.SEAT_HOLD_MS,
        resumed,
        received: session.delivery.received,
      }),
    });
  }
}
