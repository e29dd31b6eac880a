import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import type { Guide, GuideBlock } from './guides.js';

const projectRoot = resolve(import.meta.dirname, '../..');

/** Compiles the `ts` blocks of guides where they stand, with the project's own settings, without writing a file. */
export class TypeCheckedBlocks {
  private readonly options: ts.CompilerOptions;
  private readonly host: ts.CompilerHost;
  private readonly shown = new Map<string, string>();

  constructor() {
    const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, projectRoot);
    // What a page shows is not always used on that page.
    this.options = { ...options, noUnusedLocals: false, noUnusedParameters: false };
    this.host = this.hostOf(ts.createCompilerHost(this.options));
  }

  /** What the compiler has to say about the blocks of all guides, each with its line in its guide. */
  problemsOf(guides: readonly Guide[]): string[] {
    const files = guides.flatMap(filesOf);
    for (const { path, text } of files) this.shown.set(path, text);
    const program = ts.createProgram({ rootNames: [...this.shown.keys()], options: this.options, host: this.host });
    return files.flatMap(({ path, block, offset }) => {
      const source = program.getSourceFile(path);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ messageText, start = 0 }) => {
        const line = block.line - offset + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
        return `${block.guide}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
    });
  }

  private hostOf(host: ts.CompilerHost): ts.CompilerHost {
    return {
      ...host,
      fileExists: (path) => this.shown.has(path) || host.fileExists(path),
      readFile: (path) => this.shown.get(path) ?? host.readFile(path),
      directoryExists: (path) => this.isShownFolder(path) || ts.sys.directoryExists(path),
      getSourceFile: (path, options) => this.sourceOf(path, options, host),
    };
  }

  private isShownFolder(path: string): boolean {
    return [...this.shown.keys()].some((shown) => shown.startsWith(`${path}/`));
  }

  private sourceOf(
    path: string,
    options: ts.ScriptTarget | ts.CreateSourceFileOptions,
    host: ts.CompilerHost,
  ): ts.SourceFile | undefined {
    const text = this.shown.get(path);
    return text === undefined ? host.getSourceFile(path, options) : ts.createSourceFile(path, text, options);
  }
}

interface ShownFile {
  readonly path: string;
  readonly block: GuideBlock;
  readonly text: string;
  /** How many lines stand in it before the block's own. */
  readonly offset: number;
}

/** The files that a guide's blocks are: those that it names, and one for each other block, in the guide's folder. */
function filesOf({ path, blocks }: Guide): ShownFile[] {
  const shown = blocks.filter(({ kind, from }) => kind === 'ts' && from === undefined);
  return shown.map((block, index) => {
    const file = block.file ?? `${dirname(path)}/guide-block-${index}.ts`;
    const before = /^(?:import|export) /m.test(block.content) ? '' : importsOf(shown.slice(0, index));
    const offset = before.split('\n').length - 1;
    return { path: join(projectRoot, file), block, text: before + block.content, offset };
  });
}

/** A block without imports of its own goes on where the blocks before it were. */
function importsOf(blocks: readonly GuideBlock[]): string {
  const lines = blocks.flatMap(({ content }) => content.match(/^import [\s\S]*?;$/gm) ?? []);
  return [...new Set(lines), 'export {};'].map((line) => `${line}\n`).join('');
}
