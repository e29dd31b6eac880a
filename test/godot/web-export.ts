import { once } from 'node:events';
import { copyFileSync, createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { Engine } from './engines.js';
import { runGodot } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

const PACK = 'index.pck';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.pck': 'application/octet-stream',
};

/** The page that starts the game; its query `?args=[...]` is the game's command line. */
const PAGE = `<!doctype html>
<html>
  <head><title>Godwit</title><link rel="icon" href="data:," /><style>body { margin: 0; background: black; }</style></head>
  <body>
    <canvas id="canvas" width="960" height="540"></canvas>
    <script src="index.js"></script>
    <script>
      const args = JSON.parse(new URLSearchParams(location.search).get('args') ?? '[]');
      const canvas = document.getElementById('canvas');
      new Engine({ executable: 'index', mainPack: '${PACK}', args, canvas, canvasResizePolicy: 0, gdextensionLibs: [] })
        .startGame({ onPrint: (...text) => console.log(...text), onPrintError: (...text) => console.error(...text) })
        .catch((error) => console.error('The game does not start: ' + error));
    </script>
  </body>
</html>
`;

/** A real web export of a project, served as a web host would serve it. */
export class WebExport {
  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  /**
   * Exports the project's preset "Web" (see its export_presets.cfg, or those given) and serves it with the engine of `webEngine`.
   * @throws Error with the engine's output when the export fails.
   */
  static async build(engine: Engine, webEngine: string, source: string, presets?: string): Promise<WebExport> {
    const project = await copyProject(engine, source);
    if (presets !== undefined) copyFileSync(presets, join(project, 'export_presets.cfg'));
    const folder = temporaryFolder('web');
    const pack = join(folder, PACK);
    const { end, godot } = await runGodot(engine, ['--path', project, '--export-pack', 'Web', pack]);
    if (end.code !== 0 || !existsSync(pack))
      throw godot.failure(`could not export ${source} (code ${end.code ?? 'none'})`);

    const server = createServer((request, response) => answer(request, response, [folder, webEngine])).listen(0);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The web host listens on no port.');
    return new WebExport(server, address.port);
  }

  /** The Origin that the game has when it is opened under this host name of the machine. */
  origin(host = 'localhost'): string {
    return `http://${host}:${this.port}`;
  }

  /** Address of the game, with what `OS.get_cmdline_user_args` returns in it. */
  url(args: readonly string[], host = 'localhost'): string {
    return `${this.origin(host)}/?args=${encodeURIComponent(JSON.stringify(['--', ...args]))}`;
  }

  /** Stops serving. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function answer(request: IncomingMessage, response: ServerResponse, folders: readonly string[]): void {
  // Threaded builds need the first two; they do no harm to others.
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.setHeader('Cache-Control', 'no-store');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') {
    response.setHeader('Content-Type', CONTENT_TYPES['.html'] ?? '');
    response.end(PAGE);
    return;
  }

  const name = basename(pathname);
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  response.setHeader('Content-Type', CONTENT_TYPES[extname(name)] ?? 'application/octet-stream');
  if (file) createReadStream(file).pipe(response);
  else response.writeHead(404).end();
}
