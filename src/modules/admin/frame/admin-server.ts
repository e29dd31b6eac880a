import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AdminFile } from '../../../core/console/administrator.js';
import { GameConfig } from '../../../core/config/game-config.js';
import { listenError } from '../../../core/config/listen.js';
import { SideSockets } from '../../../core/gateway/side-sockets.js';
import { UpgradeGate } from '../../../core/gateway/upgrade-gate.js';
import { addressKey } from '../../../core/limits/address-key.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { httpStatusOf } from '../../../protocol/error-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminConfig, isServed } from '../admin.config.js';
import { AdminError } from '../admin.errors.js';
import { AdminAssets } from './admin-assets.js';
import { AdminApi, reasonOf } from './admin-api.js';
import { GameAddress } from './game-address.js';
import { LiveSockets } from './live-sockets.js';
import { RequestRules, setSecurityHeaders, type AdminRequest } from './request-rules.js';
import { OwnRoutes } from './own-routes.js';
import { readJson } from './read-json.js';
import { sendFile } from './send-file.js';

const ROOT = '/admin';
const LIVE = `${ROOT}/live`;
const IMMUTABLE = 'public, max-age=31536000, immutable';
/** An answer may have at most this many characters; a table has pages. */
const MAX_ANSWER_LENGTH = 4 * 1_048_576;
/** A shorter answer fits into a packet or two as it is. */
const MIN_GZIPPED_LENGTH = 4_096;
const JSON_TYPE = 'application/json; charset=utf-8';
const gzipped = promisify<string, Buffer>(gzip);
/** The pages of `/admin/assets/<hash>/<file>`. */
const ASSET = /^\/admin\/assets\/(\w+)\/(.+)$/;
const PART = /^\/admin\/api\/([\w-]+)\/([\w-]+)$/;

/** What the server hands requests to. */
@Injectable()
export class AdminParts {
  constructor(
    readonly rules: RequestRules,
    readonly assets: AdminAssets,
    readonly api: AdminApi,
    readonly routes: OwnRoutes,
    readonly live: LiveSockets,
    readonly game: GameAddress,
  ) {}
}

/**
 * Serves the console: its document, its files and its API. It stands before Nest's routes, for a request is refused before
 * anything of its body is read.
 */
@Injectable()
export class AdminServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Admin');
  private readonly requests: KeyedLimit;
  private ownServer: Server | undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly own: AdminConfig,
    private readonly adapters: HttpAdapterHost,
    private readonly gate: UpgradeGate,
    private readonly sides: SideSockets,
    private readonly parts: AdminParts,
  ) {
    this.requests = new KeyedLimit({ perSecond: config.HTTP_REQUESTS_PER_SECOND, burst: config.HTTP_REQUESTS_BURST });
  }

  /** Nest's hook: serves, if the console is on. */
  async onApplicationBootstrap(): Promise<void> {
    if (!isServed(this.own, this.config)) return;
    const { ADMIN_PORT: port, ADMIN_HOST: host } = this.own;
    if (port === undefined) {
      this.standBefore(this.adapters.httpAdapter.getHttpServer() as Server);
      this.sides.serve(LIVE, this.parts.live);
      return;
    }
    const server = createServer((request, response) => void this.answer(request, response));
    this.parts.game.letPagesIn();
    server.headersTimeout = server.requestTimeout = this.config.HANDSHAKE_TIMEOUT_MS;
    this.sides.serveOn(server, LIVE, this.parts.live);
    try {
      await once(server.listen(port, host), 'listening');
    } catch (error) {
      throw listenError(error, 'ADMIN_PORT', 'ADMIN_HOST');
    }
    this.ownServer = server;
    this.logger.log(`The console listens on http://${host}:${port}${ROOT}`);
  }

  /** Nest's hook: closes the console's own port. */
  beforeApplicationShutdown(): void {
    this.ownServer?.close();
    this.ownServer?.closeAllConnections();
  }

  private standBefore(server: Server): void {
    const others = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
      if (isOurs(request.url)) void this.answer(request, response);
      else for (const other of others) other(request, response);
    });
  }

  /** Never throws. */
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that goes away while it is answered is no failure of ours.
    response.on('error', () => undefined);
    setSecurityHeaders(response);
    try {
      await this.route(request, response);
    } catch (error) {
      this.refuse(response, error);
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reached = this.parts.rules.reachedBy(request);
    if (reached === undefined) throw new GameError(AdminError['admin.foreign_request']);
    const address = this.gate.addressOf(request);
    if (!this.requests.admits(addressKey(address))) throw new GameError('rate.limited');
    const path = request.url ?? '';
    if (!isOurs(path) || !URL.canParse(path, reached.origin)) throw new GameError(AdminError['admin.not_found']);
    const url = new URL(path, reached.origin);
    const asked = { request, response, reached, address, url };
    const [, hash, file] = ASSET.exec(url.pathname) ?? [];
    if (hash !== undefined && file !== undefined) this.sendAsset(asked, hash, file);
    else if (url.pathname.startsWith(`${ROOT}/api/`)) {
      const answer = await this.callApi(asked);
      if (answer instanceof AdminFile) await sendFile(response, answer);
      else await sendAnswer(request, response, answer);
    } else this.sendDocument(asked);
  }

  private async callApi(asked: AdminRequest): Promise<unknown> {
    const { request, reached, address, url } = asked;
    const [, section = '', part = ''] = PART.exec(url.pathname) ?? [];
    const isPost = request.method === 'POST';
    if (!isPost && request.method !== 'GET') throw new GameError(AdminError['admin.not_found']);
    const { rules, api, routes } = this.parts;
    const isOwn = isPost ? rules.isOwnPost(request, reached) : rules.isOwnGet(request);
    if (section === '-') {
      if (!isOwn) throw new GameError(AdminError['admin.foreign_request']);
      return routes.call(part, asked);
    }
    const found = await routes.sessionOf(asked);
    if (found === undefined) throw new GameError(AdminError['admin.signed_out']);
    if (!isOwn) throw new GameError(AdminError['admin.foreign_request']);
    const admitted = await api.admit(found, { isPost, section, part, address });
    if (!isPost) return api.read(admitted, queryOf(url), api.administrator(found, address));
    const { order, reason } = await readJson(request);
    const by = api.administrator(found, address, reasonOf(reason));
    return admitted.kind === 'act' ? api.act(admitted, order, by) : api.read(admitted, order, by);
  }

  private sendAsset({ request, response }: AdminRequest, hash: string, path: string): void {
    const asset = this.parts.assets.find(hash, path);
    if (asset === undefined) throw new GameError(AdminError['admin.not_found']);
    const isGzipped = takesGzip(request);
    const body = isGzipped ? asset.gzipped : asset.plain;
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Cache-Control', IMMUTABLE);
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('Content-Length', body.length);
    if (isGzipped) response.setHeader('Content-Encoding', 'gzip');
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private sendDocument({ request, response, reached }: AdminRequest): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new GameError(AdminError['admin.not_found']);
    const { html, policy } = this.parts.assets.document([
      ...new Set([reached.origin.replace(/^http/, 'ws'), this.parts.game.originFor(reached)]),
    ]);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policy);
    response.end(request.method === 'HEAD' ? undefined : html);
  }

  private refuse(response: ServerResponse, error: unknown): void {
    const known = error instanceof GameError ? error : new GameError('server.internal', { cause: error });
    if (known !== error) this.logger.error({ err: error }, 'A request to the console failed.');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { code, message: text, details } = known;
    // What is left of a body that nobody will read.
    if (!response.req.complete) response.setHeader('Connection', 'close');
    response.statusCode = httpStatusOf(code);
    response.setHeader('Content-Type', JSON_TYPE);
    response.end(JSON.stringify({ code, text, ...(details !== undefined && { details }) }));
  }
}

function isOurs(url = ''): boolean {
  return url.startsWith(ROOT) && (url.length === ROOT.length || url[ROOT.length] === '/' || url[ROOT.length] === '?');
}

function queryOf(url: URL): unknown {
  const text = url.searchParams.get('q') ?? '{}';
  // PostgreSQL takes no U+0000 in texts, and no filter needs one.
  if (text.includes('\\u0000')) throw new GameError('packet.malformed');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GameError('packet.malformed');
  }
}

/** A long answer is compressed, beside the main thread. Its length tells nothing to foreign pages, which may not ask. */
async function sendAnswer(request: IncomingMessage, response: ServerResponse, value: unknown): Promise<void> {
  const text = JSON.stringify(value ?? null);
  if (text.length > MAX_ANSWER_LENGTH) throw new GameError(AdminError['admin.too_large']);
  const isGzipped = text.length > MIN_GZIPPED_LENGTH && takesGzip(request);
  const body = isGzipped ? await gzipped(text) : Buffer.from(text);
  response.setHeader('Content-Type', JSON_TYPE);
  response.setHeader('Content-Length', body.length);
  if (isGzipped) response.setHeader('Content-Encoding', 'gzip');
  response.end(body);
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}
