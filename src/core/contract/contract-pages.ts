import { Injectable } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { asyncApiBody, asyncApiServers, type AsyncApiPart } from './asyncapi.js';
import { ContractHolder } from './contract-holder.js';
import { renderProtocolPage } from './page/protocol-page.js';
import { yamlText } from './yaml-text.js';

/** Where a reader found this server, as its request tells. */
export interface ReaderView {
  /** The Host header, or undefined. */
  readonly host: string | undefined;
  /** Whether the reader came by TLS, perhaps to a proxy in front of the server. */
  readonly isSecure: boolean;
}

/**
 * What is published of the contract. Each text is made once, when it is first asked for: a public address must not cost
 * the game anything. Only the server's address differs from reader to reader.
 */
@Injectable()
export class ContractPages {
  private readonly made = new Map<string, string>();

  constructor(
    private readonly holder: ContractHolder,
    private readonly config: GameConfig,
  ) {}

  /** The contract as JSON. */
  contractJson(): string {
    return this.once('contract', () => JSON.stringify(this.holder.contract));
  }

  /** The AsyncAPI document as JSON. */
  asyncApiJson(view: ReaderView): string {
    const body = this.once('json', () => JSON.stringify(this.body()));
    return `${body.slice(0, -1)},${JSON.stringify(asyncApiServers(this.urlFor(view))).slice(1)}`;
  }

  /** The AsyncAPI document as YAML. */
  asyncApiYaml(view: ReaderView): string {
    const body = this.once('yaml', () => yamlText(this.body()));
    return body + yamlText(asyncApiServers(this.urlFor(view)));
  }

  /** The protocol page as HTML. */
  protocolPage(): string {
    return this.once('page', () => renderProtocolPage(this.holder.contract));
  }

  private body(): AsyncApiPart {
    return asyncApiBody(this.holder.contract, this.config.WS_PATH);
  }

  private urlFor({ host = '', isSecure }: ReaderView): string {
    const scheme = isSecure ? 'wss' : 'ws';
    const url = `${scheme}://${host}`;
    return host !== '' && URL.canParse(url) ? url : `${scheme}://localhost:${this.config.PORT}`;
  }

  private once(name: string, make: () => string): string {
    const text = this.made.get(name) ?? make();
    this.made.set(name, text);
    return text;
  }
}
