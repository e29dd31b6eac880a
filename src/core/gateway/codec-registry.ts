import { Injectable, Logger } from '@nestjs/common';
import { BinaryCodec } from '../../protocol/binary/binary.codec.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { JsonBridge } from '../../protocol/json-bridge.js';
import { JsonCodec } from '../../protocol/json.codec.js';
import { GameConfig } from '../config/game-config.js';
import { ContractHolder } from '../contract/contract-holder.js';

/** The codecs a client may choose from by its subprotocols. */
@Injectable()
export class CodecRegistry {
  /** For clients that offer no subprotocol: the 2020 tutorial's. */
  readonly seed: MessageCodec;
  private readonly logger = new Logger(CodecRegistry.name);
  private readonly codecs: ReadonlyMap<string, MessageCodec>;

  constructor(config: GameConfig, { contract }: ContractHolder) {
    const { MAX_MESSAGE_DEPTH } = config;
    const json = new JsonCodec(MAX_MESSAGE_DEPTH, 'godwit.json.v1', JsonBridge.of(contract, { godot: 4 }));
    const json3 = new JsonCodec(MAX_MESSAGE_DEPTH, 'godwit.json.v1.godot3', JsonBridge.of(contract, { godot: 3 }));
    this.seed = json;
    const codecs = [json, json3, ...this.compileBinary(contract)];
    this.codecs = new Map(codecs.map((codec) => [codec.subprotocol, codec]));
  }

  /** The first subprotocol in the client's list that has a codec. */
  choose(offered: Iterable<string>): string | undefined {
    for (const name of offered) if (this.codecs.has(name)) return name;
    return undefined;
  }

  /** The codec of a chosen subprotocol. */
  of(subprotocol: string): MessageCodec {
    return this.codecs.get(subprotocol) ?? this.seed;
  }

  private compileBinary(contract: ContractHolder['contract']): MessageCodec[] {
    try {
      return [new BinaryCodec(contract, { godot: 4 }), new BinaryCodec(contract, { godot: 3 })];
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      this.logger.warn('The process forbids code from strings, so clients can only speak JSON.');
      return [];
    }
  }
}
