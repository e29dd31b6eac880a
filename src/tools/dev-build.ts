import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFile, type Options } from '@swc/core';

/** As tsconfig.json says, but without types: those are tsc's. */
const SWC: Options = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

/** The server's source as JavaScript, in a folder of its own. Each file is compiled alone, and only when it has changed. */
export class DevBuild {
  /** Where the compiled source is. */
  readonly folder: string;
  private readonly source: string;

  /** @param root the project's folder */
  constructor(root: string) {
    this.source = join(root, 'src');
    this.folder = join(root, '.cache/dev/src');
  }

  /** Compiles what has changed. @throws Error with the compiler's words, when a file is not TypeScript */
  async update(): Promise<void> {
    const names = readdirSync(this.source, { recursive: true, encoding: 'utf8' });
    const changed = names.filter((name) => isPartOfServer(name) && this.isStale(name));
    await Promise.all(changed.map((name) => this.compile(name)));
  }

  private isStale(name: string): boolean {
    const built = statSync(join(this.folder, builtName(name)), { throwIfNoEntry: false });
    const source = statSync(join(this.source, name), { throwIfNoEntry: false });
    return source?.isFile() === true && (built === undefined || built.mtimeMs <= source.mtimeMs);
  }

  private async compile(name: string): Promise<void> {
    const target = join(this.folder, builtName(name));
    mkdirSync(dirname(target), { recursive: true });
    if (!name.endsWith('.ts')) {
      copyFileSync(join(this.source, name), target);
      return;
    }
    const { code } = await transformFile(join(this.source, name), SWC);
    writeFileSync(target, code);
  }
}

function isPartOfServer(name: string): boolean {
  return !/\.(spec|d)\.ts$|\.md$/.test(name);
}

function builtName(name: string): string {
  return name.replace(/\.ts$/, '.js');
}
