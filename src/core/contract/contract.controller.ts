import { Get, Header, Headers, Query } from '@nestjs/common';
import { GodwitController } from '../observability/http-error.filter.js';
import { ContractPages, type ReaderView } from './contract-pages.js';

/** The page loads nothing and runs no script. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'";

/**
 * Publishes the contract: for tools, for AsyncAPI's tools and for people. Every client of the game contains it
 * anyway; to keep it private, block these four addresses in the proxy in front of the server.
 */
@GodwitController()
export class ContractController {
  constructor(private readonly pages: ContractPages) {}

  /** The whole contract, including its hash. */
  @Get('contract')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Access-Control-Allow-Origin', '*')
  contract(): string {
    return this.pages.contractJson();
  }

  /** The contract as AsyncAPI 3.0; any site may read it, AsyncAPI Studio for example. */
  @Get('asyncapi.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Access-Control-Allow-Origin', '*')
  asyncApiJson(@Headers('host') host?: string, @Headers('x-forwarded-proto') scheme?: string): string {
    return this.pages.asyncApiJson(viewOf(host, scheme));
  }

  /** The same in YAML. */
  @Get('asyncapi.yaml')
  @Header('Content-Type', 'application/yaml; charset=utf-8')
  @Header('Access-Control-Allow-Origin', '*')
  asyncApiYaml(@Headers('host') host?: string, @Headers('x-forwarded-proto') scheme?: string): string {
    return this.pages.asyncApiYaml(viewOf(host, scheme));
  }

  /** The protocol, for people: `?module=chat` shows one module's page, `?search=` searches, `?all` shows everything on one page. */
  @Get('protocol')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', PAGE_POLICY)
  @Header('X-Content-Type-Options', 'nosniff')
  protocol(@Query() { module, search, all }: Readonly<Record<string, unknown>> = {}): string {
    return this.pages.protocolPage({ module: textOf(module), search: textOf(search), isComplete: all !== undefined });
  }
}

function viewOf(host: string | undefined, scheme = 'http'): ReaderView {
  return { host, isSecure: scheme.startsWith('https') };
}

/** A query parameter; ignored when it is given twice. */
function textOf(parameter: unknown): string | undefined {
  return typeof parameter === 'string' ? parameter : undefined;
}
