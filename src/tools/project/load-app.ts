import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DynamicModule, Type } from '@nestjs/common';
import { loadConfig } from '../../core/config/load-config.js';
import type { GameConfig } from '../../core/config/game-config.js';
import type { Project } from './project.js';

/** What `app.module` exports: a module class, optionally with a method that creates it for a configuration. */
type AppModule = Type & { readonly of?: (config: GameConfig) => DynamicModule };

/**
 * The root module of a project, from its current source. This process then keeps the loaded classes: to load them again after
 * a change, use another process.
 * @param config what to create the module for, if supported; by default from the environment
 * @throws Error with a sentence when it cannot be loaded
 */
export async function loadAppModule(project: Project, config?: GameConfig): Promise<Type | DynamicModule> {
  const appModule = await importAppModule(project);
  return appModule.of?.(config ?? loadConfig()) ?? appModule;
}

async function importAppModule(project: Project): Promise<AppModule> {
  if (project.isOwn) return (await import('../../app.module.js')).AppModule;
  if (!existsSync(join(project.root, project.appModule))) {
    throw new Error(
      `There is no ${project.appModule} in ${project.root}. Say in godwit.json where the root module is: { "appModule": "src/app.module.ts" }`,
    );
  }
  const exports = (await import(pathToFileURL(await compiledFile(project)).href)) as Record<string, unknown>;
  const found = exports.AppModule ?? exports.default ?? Object.values(exports).find(isModule);
  if (isModule(found)) return found;
  throw new Error(`${project.appModule} exports no class AppModule that is marked @Module.`);
}

function isModule(value: unknown): value is AppModule {
  if (typeof value !== 'function') return false;
  return 'of' in value || Reflect.hasMetadata('imports', value) || Reflect.hasMetadata('providers', value);
}

/** Where Node finds it as JavaScript. */
async function compiledFile({ root, source, appModule }: Project): Promise<string> {
  if (!appModule.endsWith('.ts')) return join(root, appModule);
  const { DevBuild } = await import('../dev/dev-build.js');
  const build = new DevBuild(root, source);
  process.once('exit', () => build.dispose());
  const folder = await build.make();
  return join(folder, appModule.slice(source.length + 1).replace(/\.ts$/, '.js'));
}
