import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Contract } from '../../protocol/contract/contract.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { GameConfig } from '../config/game-config.js';
import { asyncApiBody, type AsyncApiPart, asyncApiServers } from './asyncapi.js';
import { ContractHolder } from './contract-holder.js';
import { renderModulePage, renderOverview, renderProtocolPage, renderSearchPage } from './page/protocol-page.js';
import { ProtocolSearch } from './page/protocol-search.js';
import { yamlText } from './yaml-text.js';

/** How a reader reached this server, according to the request. */
export interface ReaderView {
  /** The Host header, or undefined. */
  readonly host: string | undefined;
  /** Whether the reader used TLS, possibly to a proxy in front of the server. */
  readonly isSecure: boolean;
}

/** Which of the protocol pages; by default the first. */
interface PageChoice {
  /** A module name. */
  readonly module?: string | undefined;
  /** Search words. */
  readonly search?: string | undefined;
  /** Everything on one page. */
  readonly isComplete?: boolean;
}

/**
 * The published forms of the contract. Each text is built once, on first use: a public address must not cost the game
 * anything. Only the server's address differs from reader to reader.
 */
@Injectable()
export class ContractPages {
  private readonly made = new Map<string, string>();
  private finder: ProtocolSearch | undefined;
  private fresh: readonly string[] | undefined;

  constructor(
    private readonly holder: ContractHolder,
    private readonly config: GameConfig,
    private readonly catalogue: MessageCatalogue,
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

  /** The protocol page as HTML: the first page, a module's, search results, or everything on one page. */
  protocolPage({ module, search, isComplete = false }: PageChoice = {}): string {
    const { contract } = this.holder;
    if (isComplete) return this.once('whole', () => renderProtocolPage(contract));
    if (search !== undefined && search.trim() !== '') return this.searchPage(search);
    const known = [...contract.messages, ...(contract.syncedClasses ?? [])].find((entry) => entry.module === module);
    if (known === undefined) return this.once('page', () => renderOverview(contract, this.first()));
    return this.once(`module ${known.module}`, () => renderModulePage(contract, known.module, this.first()) ?? '');
  }

  private searchPage(search: string): string {
    const { contract } = this.holder;
    this.finder ??= new ProtocolSearch(contract);
    return renderSearchPage(contract, search, this.finder.find(search), this.first());
  }

  /** In development, the modules being worked on come first. */
  private first(): readonly string[] {
    this.fresh ??= this.config.NODE_ENV === 'development' ? freshModules(this.holder.contract, this.catalogue) : [];
    return this.fresh;
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

/** Folders created within this time of each other came with the checkout. */
const ONE_CHECKOUT_MS = 60_000;

/** Modules created after the project, latest first, judging by their folders; `birthOf` says when one was created, 0 if unknown. */
export function freshModules(
  { messages }: Pick<Contract, 'messages'>,
  catalogue: Pick<MessageCatalogue, 'find'>,
  birthOf = birthOfFolder,
): string[] {
  const bornAt = new Map<string, number>();
  for (const { type, module } of messages) {
    const place = catalogue.find(type)?.place ?? '';
    if (!bornAt.has(module)) bornAt.set(module, birthOf(dirname(place)));
  }
  const known = [...bornAt.values()].filter((time) => time > 0);
  const end = Math.min(...known) + ONE_CHECKOUT_MS;
  return [...bornAt]
    .filter(([, time]) => time > end)
    .sort(([, one], [, other]) => other - one)
    .map(([module]) => module);
}

/** When a folder was created, using its source when compiled code runs; 0 if it does not exist. */
function birthOfFolder(folder: string): number {
  const inSource = folder.replace(/^[^/]*\//, 'src/');
  return (
    [inSource, folder].map((path) => statSync(path, { throwIfNoEntry: false })?.birthtimeMs ?? 0).find(Boolean) ?? 0
  );
}
