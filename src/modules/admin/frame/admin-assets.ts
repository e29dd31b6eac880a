import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** The packages' files that pages import, by what they import: nothing else of node_modules is served. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  preact: ['preact', 'dist/preact.mjs'],
  'preact/hooks': ['preact', 'hooks/dist/hooks.mjs'],
  'preact/jsx-runtime': ['preact', 'jsx-runtime/dist/jsxRuntime.mjs'],
  uplot: ['uplot', 'dist/uPlot.esm.js'],
  '@tanstack/virtual-core': ['@tanstack/virtual-core', 'dist/esm/index.js'],
};

/** Files that are loaded by those, or by the document. */
const BESIDE: readonly (readonly string[])[] = [
  ['uplot', 'dist/uPlot.min.css'],
  ...['utils', 'ios-gesture', 'lazy-measurements', 'scroll-classifier'].map((name) => [
    '@tanstack/virtual-core',
    `dist/esm/${name}.js`,
  ]),
];

/** A file as it is sent. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

/** Everything of the pages but their data, built at the first request: files that never change under their address. */
@Injectable()
export class AdminAssets {
  private files: ReadonlyMap<string, Asset> | undefined;
  private version = '';

  /** The file at `path`, such as `web/main.js`. */
  find(hash: string, path: string): Asset | undefined {
    const { files } = this.load();
    return hash === this.version ? files.get(path) : undefined;
  }

  /** The document of every page. @param sockets the origins of live data and of the game @returns it and its policy */
  document(sockets: readonly string[]): { readonly html: string; readonly policy: string } {
    const { files, version } = this.load();
    const base = `/admin/assets/${version}`;
    const imports = Object.fromEntries(
      Object.entries(PACKAGES).map(([name, parts]) => [name, `${base}/npm/${parts.join('/')}`]),
    );
    const map = JSON.stringify({ imports });
    const hash = createHash('sha256').update(map).digest('base64');
    const preloaded = [...files.keys()].filter((path) => /^web\/(main|app|ui|api)[\w-]*\.js$/.test(path));
    return {
      html: [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
        '<title>Console</title><link rel="icon" href="data:,">',
        `<link rel="stylesheet" href="${base}/web/style.css"><link rel="stylesheet" href="${base}/npm/uplot/dist/uPlot.min.css">`,
        `<script type="importmap">${map}</script>`,
        ...[...preloaded.map((path) => `${base}/${path}`), ...Object.values(imports).slice(0, 3)].map(
          (path) => `<link rel="modulepreload" href="${path}">`,
        ),
        `<script type="module" src="${base}/web/main.js"></script></head>`,
        `<body><div id="app">${files.has('web/main.js') ? '' : 'The console is not compiled: npm run build, or npm run start:dev.'}</div>`,
        '<noscript>The console needs JavaScript.</noscript></body></html>',
      ].join('\n'),
      policy: policyOf(hash, sockets),
    };
  }

  private load(): { files: ReadonlyMap<string, Asset>; version: string } {
    if (this.files === undefined) {
      this.files = new Map([...ownFiles(), ...packageFiles()]);
      const digest = createHash('sha256');
      for (const [path, { plain }] of this.files) digest.update(path).update(plain);
      this.version = digest.digest('hex').slice(0, 16);
    }
    return { files: this.files, version: this.version };
  }
}

function policyOf(mapHash: string, sockets: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${mapHash}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${sockets.join(' ')}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function* ownFiles(): Iterable<[string, Asset]> {
  const folder = fileURLToPath(new URL('../web/', import.meta.url));
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort())
    if (/\.(js|css)$/.test(name)) yield [`web/${name}`, assetOf(join(folder, name))];
}

function* packageFiles(): Iterable<[string, Asset]> {
  const resolver = createRequire(import.meta.url);
  for (const [name = '', file = ''] of [...Object.values(PACKAGES), ...BESIDE]) {
    const folder = dirname(resolver.resolve(`${name}/package.json`));
    yield [`npm/${name}/${file}`, assetOf(join(folder, file))];
  }
}

function assetOf(path: string): Asset {
  // Maps are not served, so nothing should ask for them.
  const plain = Buffer.from(readFileSync(path, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  return { type: TYPES[path.split('.').at(-1) ?? ''] ?? 'text/plain', plain, gzipped: gzipSync(plain, { level: 9 }) };
}
