import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import ts from 'typescript';
import { dataFolder } from '../../src/testing/data-folder.js';
import { DevBuild } from '../../src/tools/dev/dev-build.js';
import { SHORT_LIVED } from '../support/server.js';
import { readSources } from '../support/source-tree.js';

/** One process starts the server once without each feature: some ten seconds on a quiet machine. */
jest.setTimeout(900_000);

/** Features without messages. */
const NOT_IN_GODOT = ['modules/admin'];

const repository = resolve(import.meta.dirname, '../..');

/** Starts a server of each root module, writes the classes of its messages for both engines, and tells which modules they are of. */
const TRIAL = `
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { parseConfig } from './core/config/load-config.js';
import { ContractHolder } from './core/contract/contract-holder.js';
import { GodwitWsAdapter } from './core/gateway/godwit-ws.adapter.js';
import { facadeModules } from './tools/gdscript/api-class.js';
import { GODOT3, GODOT4 } from './tools/gdscript/dialect.js';
import { generateAddon } from './tools/gdscript/generate.js';
import { readStepFiles } from './tools/gdscript/steps/step-files.js';

const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: process.env.DATA_DIR });
for (const root of process.argv.slice(2)) {
  const { AppModule } = await import(root);
  const app = await NestFactory.create(AppModule.of(config), { logger: false, abortOnError: false });
  app.useWebSocketAdapter(new GodwitWsAdapter(app));
  await app.listen(0, '127.0.0.1');
  const { contract } = app.get(ContractHolder);
  const modules = new Set(contract.messages.map(({ module }) => module));
  // The sources of features that are gone are still there.
  const steps = readStepFiles('src').filter(({ path, module }) => path.startsWith('core/') || modules.has(module));
  const files = [GODOT3, GODOT4].map((dialect) => generateAddon(contract, dialect, steps).size);
  await app.close();
  console.log(JSON.stringify({ modules: facadeModules(contract), files }));
}
`;

/** What a {@link TRIAL} tells. */
interface Told {
  readonly modules: readonly string[];
  readonly files: readonly number[];
}

const features = ['modules', 'games'].flatMap((floor) =>
  readdirSync(join(repository, 'src', floor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${floor}/${entry.name}`),
);
const sources = readSources('src').filter(({ path }) => !path.endsWith('.spec.ts'));
const folderOf = (path: string): string => path.split('/').slice(1, 3).join('/');

/** A feature, and the games that are made of it: games stand above modules. */
function goingWith(feature: string): string[] {
  const users = sources.filter(({ files }) => files.some((file) => folderOf(file) === feature)).map(({ path }) => path);
  return [feature, ...new Set(users.map(folderOf).filter((user) => user.startsWith('games/') && user !== feature))];
}

/** The root module without the lines of some features. */
function appModuleWithout(gone: readonly string[]): string {
  const text = readFileSync(join(repository, 'src/app.module.ts'), 'utf8');
  const source = ts.createSourceFile('app.module.ts', text, ts.ScriptTarget.Latest, true);
  const imports = source.statements
    .filter(ts.isImportDeclaration)
    .filter((line) => gone.some((feature) => line.moduleSpecifier.getText().includes(`./${feature}/`)));
  const names = imports.flatMap((line) => line.importClause?.getText().match(/\w+/g) ?? []);
  const lines: ts.Node[] = [...imports];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'FEATURES' && node.initializer) {
      const { elements } = node.initializer as ts.ArrayLiteralExpression;
      lines.push(
        ...elements.filter((element) => names.some((name) => new RegExp(`\\b${name}\\b`).test(element.getText()))),
      );
    }
    node.forEachChild(visit);
  };
  visit(source);
  // An element that is gone leaves a comma, which would be a hole in the list.
  const cut = lines.map((node) => ({ from: node.getStart(), to: node.end + (text[node.end] === ',' ? 1 : 0) }));
  return cut.reverse().reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
}

describe('A feature whose folder and line are deleted', () => {
  let build: DevBuild;
  let built: string;
  let env: NodeJS.ProcessEnv;
  let whole: Told;
  const without = new Map<string, Told>();

  beforeAll(async () => {
    build = new DevBuild(repository);
    built = await build.make();
    writeFileSync(join(built, 'trial.js'), TRIAL);
    env = { PATH: process.env.PATH, DATA_DIR: await dataFolder() };
    const roots = features.map((feature, i) => {
      const root = `./app.without-${i}.module.js`;
      writeFileSync(join(built, root), compiled(appModuleWithout(goingWith(feature))));
      return root;
    });
    const [first, ...others] = trial('./app.module.js', ...roots);
    whole = first!;
    others.forEach((told, i) => without.set(features[i]!, told));
  }, 900_000);

  afterAll(() => build.dispose());

  function trial(...roots: readonly string[]): Told[] {
    const args = [...SHORT_LIVED, join(built, 'trial.js'), ...roots];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: repository, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`It does not start: ${stderr}`);
    const told = stdout.split('\n').filter((line) => line.startsWith('{"modules":'));
    return told.map((line) => JSON.parse(line) as Told);
  }

  it('was there, with classes for Godot', () => {
    expect(whole.modules.length).toBeGreaterThanOrEqual(features.length);
    expect(Math.min(...whole.files)).toBeGreaterThan(100);
    expect(without.size).toBe(features.length);
  });

  it.each(features)('%s: nothing else of the source needs it', (feature) => {
    const gone = goingWith(feature);
    const users = sources.filter(({ path, files }) => {
      return !gone.includes(folderOf(path)) && files.some((file) => gone.includes(folderOf(file)));
    });
    expect(users.map(({ path }) => path)).toEqual(['src/app.module.ts']);
  });

  it.each(features)('%s: the server starts without it, and Godot has every other module as before', (feature) => {
    const { modules, files } = without.get(feature)!;
    if (NOT_IN_GODOT.includes(feature)) {
      expect(modules).toEqual(whole.modules);
      expect(files).toEqual(whole.files);
      return;
    }
    const names = goingWith(feature).map((each) => each.split('/')[1]?.replaceAll('-', '').toLowerCase());
    const left = whole.modules.filter((name) => !names.includes(name.replaceAll(/[-_]/g, '').toLowerCase()));
    expect(modules).toEqual(left);
    expect(left.length).toBeLessThan(whole.modules.length);
    expect(Math.max(...files)).toBeLessThan(Math.max(...whole.files));
  });

  it('leaves a server that starts when all of them are gone', () => {
    for (const floor of ['modules', 'games']) rmSync(join(built, floor), { recursive: true });
    writeOver(join(built, 'app.module.js'), compiled(appModuleWithout(features)));
    const [core] = trial('./app.module.js');
    expect(core?.modules.filter((name) => whole.modules.includes(name))).toEqual(core?.modules);
    expect(core?.modules.length).toBeLessThan(whole.modules.length - features.length / 2);
  });
});

/** A build shares its files with the next one, so that none is written to. */
function writeOver(path: string, text: string): void {
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
}

function compiled(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  });
  return outputText;
}
