import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GameConfig } from '../config/game-config.js';
import { html, Markup } from './page/html.js';
import { PAGE_STYLE } from './page/page-style.js';

/** A page of this server, and what a developer finds there. */
type Entry = readonly [address: string, name: string, what: string];

const SERVER: readonly Entry[] = [
  ['protocol', 'Protocol', 'every message, field and error, for people'],
  ['contract', 'Contract', 'the same as JSON, with its hash'],
  ['asyncapi.yaml', 'AsyncAPI', 'the same for other tools; also as asyncapi.json'],
  ['health/ready', 'Health', 'whether the server takes players; health/live says whether it is alive'],
  ['metrics', 'Metrics', 'for Prometheus'],
];

/** Guides from the project's folder, served if they exist. */
const GUIDES: readonly Entry[] = [
  ['README.md', 'Read me', 'your first message, and where everything else is told'],
  ['src/core/rooms/README.md', 'Rooms', 'a live game in ten minutes'],
  ['src/core/gateway/README.md', 'Running a server', 'production, limits, proxies'],
  ['src/testing/README.md', 'Testing a game', 'through sockets, or a room by itself'],
  ['src/README.md', 'The source map', 'how the server is built, and all guides'],
  ['godot/addons/godwit/README.md', 'The addon', 'what Godot has of it'],
  ['.env.example', 'Settings', 'every variable with its default'],
];

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = new Markup(`<style>
body { display: block; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.2rem 4rem; }
h2 { margin: 2rem 0 0.6rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
li a { font-weight: 600; }
li span { color: var(--soft); display: block; }
</style>`);

/**
 * The page a developer sees when opening the server's address in a browser. Only in development: in production that
 * address and the guides return 404. A game's own controller for `/` takes precedence.
 */
@Injectable()
export class HomePage implements OnModuleInit {
  constructor(
    private readonly config: GameConfig,
    private readonly adapters: HttpAdapterHost,
  ) {}

  /** Nest's hook, after the routes of all controllers are registered. */
  onModuleInit(): void {
    if (this.config.NODE_ENV !== 'development') return;
    const { httpAdapter } = this.adapters;
    const guides = GUIDES.filter(([path]) => existsSync(path));
    httpAdapter.get('/', (request: IncomingMessage, response: ServerResponse) => {
      const isBrowser = request.headers.accept?.includes('text/html') === true;
      const gameUrl = `ws://${request.headers.host ?? `localhost:${this.config.PORT}`}${this.config.WS_PATH}`;
      answer(response, isBrowser ? 'html' : 'plain', isBrowser ? page(gameUrl, guides) : text(gameUrl));
    });
    for (const [path] of guides) {
      httpAdapter.get(`/guides/${path}`, (_request: IncomingMessage, response: ServerResponse) => {
        answer(response, 'plain', readFileSync(path, 'utf8'));
      });
    }
  }
}

function answer(response: ServerResponse, kind: 'html' | 'plain', body: string): void {
  response.setHeader('Content-Type', `text/${kind}; charset=utf-8`);
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Vary', 'Accept');
  response.end(body);
}

function text(gameUrl: string): string {
  const width = Math.max(...SERVER.map(([address]) => address.length)) + 2;
  const lines = SERVER.map(([address, , what]) => `  /${address.padEnd(width)}${what}`);
  return [`A Godwit game server. Games connect to ${gameUrl}`, '', ...lines, ''].join('\n');
}

function page(gameUrl: string, guides: readonly Entry[]): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Godwit</title>
        ${PAGE_STYLE} ${STYLE}
      </head>
      <body>
        <main>
          <h1>Godwit</h1>
          <p>The game server is up. Games connect to <code>${gameUrl}</code></p>
          <h2>This server</h2>
          ${list(SERVER, '')}
          ${
            guides.length > 0 &&
            html`<h2>Guides</h2>
              ${list(guides, 'guides/')}`
          }
        </main>
      </body>
    </html>`.text;
}

function list(entries: readonly Entry[], before: string): Markup {
  return html`<ul>
    ${entries.map(([address, name, what]) => html`<li><a href="${before}${address}">${name}</a><span>${what}</span></li>`)}
  </ul>`;
}
