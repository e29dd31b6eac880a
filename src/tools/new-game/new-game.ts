import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_CLASSES } from '../gdscript/engine-classes.js';
import { classNamesIn, classNamesOf } from '../gdscript/taken-names.js';
import { addFeature } from '../new-module/app-module-edit.js';
import { refuseTaken, relativeImport, writeSources } from '../new-module/create-module.js';
import { BLOCK_SIZE, type ModuleName, parseModuleName } from '../new-module/module-name.js';
import { chooseBlock, FIRST_GAME_TYPE, readUsedTypes } from '../new-module/type-blocks.js';
import { FEATURES } from '../new-project/app-module.js';
import type { GodotTarget, Project } from '../project/project.js';
import { readTemplate, type Files, type GameTemplate } from './game-template.js';
import { withPackageImports } from './package-imports.js';
import { OWN_LOBBY, Renaming } from './renaming.js';

/** Features that the arena's server and client use. */
const NEEDED = ['auth', 'chat', 'leaderboards', 'lobby', 'matchmaking', 'parties'];

type Written = readonly (readonly [path: string, text: string])[];

/** A game about to be written. */
interface Plan {
  readonly project: Project;
  readonly template: GameTemplate;
  readonly name: ModuleName;
  readonly block: number;
}

/**
 * Creates a game as a copy of the arena, with classes, message types, room type, queue, board and scenes of its own, and adds it
 * to the application's features.
 * @returns lines that say what was created, and what to do next
 * @throws Error with a sentence, before anything is written, when that is impossible
 */
export async function newGame(project: Project, wanted: { name: string; block: number | undefined }): Promise<string> {
  const { root, source, appModule, isOwn } = project;
  const name = parseModuleName(wanted.name);
  refuseTaken(root, source, name, isOwn);
  if (!appModule.endsWith('.ts'))
    throw new Error(`A new game is TypeScript, and ${appModule} is not; nothing was written.`);
  const template = readTemplate(project);
  const lowest = isOwn ? undefined : FIRST_GAME_TYPE;
  const block = chooseBlock(readUsedTypes(join(root, source)), wanted.block, lowest);
  const plan = { project, template, name, block };
  const clients = project.godot.map((target) => [target, clientFiles(plan, target)] as const);
  const app: Written[number] = [appModule, withFeatures(plan)];
  await writeSources(root, [...serverFiles(plan), ...clients.flatMap(([, files]) => files), app]);
  return report(plan, clients);
}

function serverFiles({ project, template, name, block }: Plan): Written {
  const { source, isOwn } = project;
  const renaming = new Renaming(name, { game: '', lobby: '' });
  renaming.refuseDoubles(template.server);
  const copy = (text: string): string => {
    const renamed = renaming.source(text, block);
    return isOwn ? renamed : withPackageImports(renamed);
  };
  const files = Object.entries(template.server).map(
    ([file, text]) => [`${gameFolder(project, name)}/${renaming.file(file)}`, copy(text)] as const,
  );
  const scenario = isOwn ? `${source}/tools/load/scenarios/${name.kebab}.ts` : scenarioIn(project, name);
  return [...files, [scenario, copy(template.scenario)]];
}

/** The scenes for one Godot project, with the lobby's if they are not there yet. */
function clientFiles({ project, template, name }: Plan, target: GodotTarget): Written {
  const { root, isOwn } = project;
  const folder = clientFolder(project, name);
  const lobby = isOwn ? OWN_LOBBY : 'lobby';
  const renaming = new Renaming(name, { game: folder, lobby });
  const own = mapped(template.clients[target.godot], folder, (text) => renaming.client(text), renaming);
  const isLobbyThere = existsSync(join(root, target.folder, lobby, 'lobby.tscn'));
  const needsLobby = own.length > 0 && target.godot === 4 && !isLobbyThere;
  const files = [...own, ...(needsLobby ? mapped(template.lobby, lobby, (text) => renaming.moved(text)) : [])];
  if (existsSync(join(root, target.folder, folder))) {
    throw new Error(`${target.folder}/${folder} exists already; nothing was written.`);
  }
  refuseClasses(join(root, target.folder), files);
  return files.map(([path, text]) => [`${target.folder}/${path}`, text]);
}

function mapped(files: Files, folder: string, change: (text: string) => string, renaming?: Renaming): Written {
  return Object.entries(files).map(([file, text]) => [`${folder}/${renaming?.file(file) ?? file}`, change(text)]);
}

/** All classes of a Godot project share one namespace, with the engine's. */
function refuseClasses(project: string, files: Written): void {
  const taken = classNamesIn(project);
  for (const name of classNamesOf(files.map(([, text]) => text))) {
    if (!taken.has(name) && !ENGINE_CLASSES.has(name)) continue;
    const whose = ENGINE_CLASSES.has(name) ? 'Godot itself' : 'the Godot project';
    throw new Error(`${whose} has a class ${name} already; choose another name. Nothing was written.`);
  }
}

/** The root module with the game, and with the features that it uses. */
function withFeatures({ project, name }: Plan): string {
  const { root, appModule, isOwn } = project;
  let text = readFileSync(join(root, appModule), 'utf8');
  for (const feature of isOwn ? [] : NEEDED) {
    const module = FEATURES[feature] ?? '';
    if (new RegExp(`\\b${module}\\b`).test(text)) continue;
    text = addFeature(text, { pascal: module.replace(/Module$/, '') }, { appModule, path: `godwit/${feature}` });
  }
  const path = relativeImport(appModule, `${gameFolder(project, name)}/${name.kebab}.module.js`);
  return addFeature(text, name, { appModule, path });
}

function gameFolder({ source }: Project, { kebab }: ModuleName): string {
  return `${source}/games/${kebab}`;
}

function clientFolder({ isOwn }: Project, { snake }: ModuleName): string {
  return isOwn ? `demo/${snake}` : snake;
}

function scenarioIn(project: Project, name: ModuleName): string {
  return `${gameFolder(project, name)}/${name.kebab}.load.ts`;
}

function report(plan: Plan, clients: readonly (readonly [GodotTarget, Written])[]): string {
  const { project, template, name, block } = plan;
  const { isOwn } = project;
  const folder = clientFolder(project, name);
  const load = isOwn ? `npm run load -- ${name.kebab}` : `npx godwit load ${scenarioIn(project, name)}`;
  return [
    `created  ${gameFolder(project, name)}/ (${Object.keys(template.server).length} files)`,
    ...clients.flatMap(([target, files]) => clientLines(target, folder, files)),
    `changed  ${project.appModule}`,
    '',
    `It is the arena under another name, and owns the types ${block} to ${block + BLOCK_SIZE - 1}.`,
    '',
    `  ${isOwn ? 'npm run godot:generate' : 'npx godwit generate'}    writes its classes for Godot`,
    `  npm test -- ${name.kebab}    plays it in simulated time`,
    `  npm run ${isOwn ? 'start:dev' : 'dev'}    serves it; open res://${folder}/${name.snake}_start.tscn in Godot and press F6`,
    `  ${load}    lets bots play on the running server`,
  ].join('\n');
}

function clientLines(target: GodotTarget, folder: string, files: Written): string[] {
  const path = `${target.folder}/${folder}/`;
  const own = files.filter(([file]) => file.startsWith(path)).length;
  if (own === 0) return [`left out ${path}: the copy for Godot 3 needs the demos of Godwit's repository`];
  return [
    `created  ${path} (${own} files)`,
    ...(own < files.length ? [`created  ${target.folder}/lobby/ (${files.length - own} files)`] : []),
  ];
}
