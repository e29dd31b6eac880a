import type { Project } from '../project/project.js';
import { createModule, type NewModule } from './create-module.js';
import { BLOCK_SIZE } from './module-name.js';

/** A request, as typed. */
interface NewModuleRequest {
  readonly name: string;
  readonly kind: 'module' | 'room';
  readonly block: number | undefined;
  /** Whether it has a page in the admin console. */
  readonly hasPage: boolean;
}

/**
 * Creates a module or a room in a project.
 * @returns lines that say what was created, and what to do next
 * @throws Error with a sentence, before anything is written, when that is impossible
 */
export async function newModule(project: Project, { name, kind, block, hasPage }: NewModuleRequest): Promise<string> {
  const { root, source, appModule, isOwn } = project;
  const made = await createModule({
    root,
    name,
    kind,
    source,
    appModule,
    isOwn,
    hasPage,
    ...(block !== undefined && { block }),
  });
  return [
    ...made.created.map((path) => `created  ${path}`),
    ...made.changed.map((path) => `changed  ${path}`),
    '',
    ...(kind === 'room' ? roomSteps(made) : moduleSteps(made)),
    '',
    isOwn ? '  npm run godot:generate' : '  npx godwit generate',
    '',
    kind === 'room'
      ? `and Godot joins it: await Godwit.join_or_create("${made.name.kebab}")`
      : `and Godot has it: await Godwit.${made.name.snake}.greet("Ada")`,
  ].join('\n');
}

function moduleSteps({ name, block }: NewModule): string[] {
  return [
    `It greets, and owns the types ${block} to ${block + BLOCK_SIZE - 1}. Say in ${name.kebab}.messages.ts and ${name.kebab}.service.ts what it does instead, then`,
  ];
}

function roomSteps({ name, block }: NewModule): string[] {
  return [
    `Its players walk, and it owns the types ${block} to ${block + BLOCK_SIZE - 1}. Say in ${name.kebab}.state.ts what players see, in ${name.kebab}.room.ts what happens, then`,
  ];
}
