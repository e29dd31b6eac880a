import { join } from 'node:path';
import { writeAddonPackage } from './addon-package.js';
import { readStepFiles } from './gdscript/steps/step-files.js';
import { contractOf } from './generate.js';
import type { GodotTarget, Project } from './project/project.js';

/** Where to write the addon; without `out`, into the project's own Godot projects. */
interface AddonPlace {
  readonly out: string | undefined;
  readonly addon: string;
  readonly godot: 3 | 4;
}

/**
 * Writes the addon with the classes of a project's messages.
 * @returns lines that say where it was written
 * @throws Error with a sentence when there is nowhere to write it
 */
export async function writeAddons(project: Project, { out, addon, godot }: AddonPlace): Promise<string> {
  if (out === undefined && (project.isOwn || project.godot.length === 0)) {
    throw new Error("error: required option '--out <path>' not specified");
  }
  const { contract } = await contractOf(project);
  const steps = readStepFiles(join(project.root, project.source));
  const places = out === undefined ? project.godot.map((target) => placeOf(project, target)) : [{ out, addon, godot }];
  const lines = places.flatMap((place) => {
    const { path, fileCount, taken } = writeAddonPackage(contract, place.out, { ...place, steps });
    return [`Contract ${contract.hash}: ${fileCount} files in ${path}`, ...taken];
  });
  return lines.join('\n');
}

function placeOf({ root }: Project, { folder, godot, addon }: GodotTarget): { out: string } & Omit<AddonPlace, 'out'> {
  return { out: join(root, folder), addon, godot };
}
