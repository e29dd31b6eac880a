import { Injectable } from '@nestjs/common';
import type { MessageCodec } from '../../protocol/codec.js';
import { JsonCodec } from '../../protocol/json.codec.js';
import { GameConfig } from '../config/game-config.js';

/** The codecs a client may choose from by its subprotocols. */
@Injectable()
export class CodecRegistry {
  /** For clients that offer no subprotocol: the 2020 tutorial's. */
  readonly seed: MessageCodec;
  private readonly codecs: ReadonlyMap<string, MessageCodec>;

  constructor(config: GameConfig) {
    const json = new JsonCodec(config.MAX_MESSAGE_DEPTH);
    this.seed = json;
    this.codecs = new Map([[json.subprotocol, json]]);
  }

  /** The first subprotocol of the client's list, in the client's order, that a codec serves. */
  choose(offered: Iterable<string>): string | undefined {
    for (const name of offered) if (this.codecs.has(name)) return name;
    return undefined;
  }

  /** The codec of a chosen subprotocol. */
  of(subprotocol: string): MessageCodec {
    return this.codecs.get(subprotocol) ?? this.seed;
  }
}
