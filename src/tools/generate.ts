import { join, relative } from 'node:path';
import { contractDocs } from '../core/contract/generated/contract-docs.js';
import { addonVersion, writeAddonPackage } from './addon-package.js';
import { contractDocsFile, writeContractDocs, writeProjectDocs } from './contract-docs.js';
import { contractStepsFile, stepsNote, writeContractSteps, writeProjectContract } from './contract-steps.js';
import { readStepFiles } from './gdscript/steps/step-files.js';
import { stepHashes } from './gdscript/steps/step-hashes.js';
import { docsWithin, documentedContract, type DocumentedContract } from './documented-contract.js';
import { loadAppModule } from './project/load-app.js';
import { PACKAGE_ROOT, versionIn, type GodotTarget, type Project } from './project/project.js';
import { takenInProjects, writeGodot } from './write-godot.js';

const NO_GODOT_PROJECT =
  'There is no Godot project in godot/ (a folder with a project.godot); say in godwit.json where it is: { "godot": "../game" }';

/** The contract of a project's application, documented by its current source. */
export async function contractOf(project: Project): Promise<DocumentedContract> {
  if (project.isOwn) return (await import('./read-contract.js')).readContract();
  const root = await loadAppModule(project);
  const { readDocComments } = await import('./doc-comments.js');
  const source = join(project.root, project.source);
  const docs = readDocComments(source);
  const steps = stepHashes(readStepFiles(source));
  const { contract } = await documentedContract(root, { ...contractDocs, ...docs }, steps);
  return { contract, docs: docsWithin(contract, docs), steps };
}

/** Brings this repository's files of doc comments and of steps up to date. @returns lines that say whether they were outdated */
export async function generateDocs(project: Project): Promise<string> {
  if (!project.isOwn) throw new Error('Only the package itself keeps a file of its doc comments.');
  const { docs, steps } = await contractOf(project);
  const written = [
    [contractDocsFile, await writeContractDocs(docs)],
    [contractStepsFile, await writeContractSteps(steps)],
  ] as const;
  const line = ([path, hasChanged]: readonly [string, boolean]): string =>
    `${relative(project.root, path)}: ${hasChanged ? 'written' : 'nothing changed'}.`;
  return written.map(line).join('\n');
}

/** The result of generating. */
interface Generated {
  /** Paths of files that were out of date. */
  readonly changed: readonly string[];
  /** Notes for the project's author, such as names that a Godot project already uses. */
  readonly notes: readonly string[];
}

/**
 * Writes what is generated from a project's messages: the classes of its Godot projects, and their addon.
 * Files that are up to date are left alone.
 * @returns lines that say what changed, and which names the Godot projects already use
 */
export async function generate(project: Project): Promise<string> {
  const documented = await contractOf(project);
  const { contract } = documented;
  const { changed, notes } = project.isOwn ? await writeOwn(documented) : await writeProject(project, documented);
  const what = changed.length === 0 ? 'nothing changed' : `${changed.length} files changed`;
  return [`Contract ${contract.hash}: ${contract.messages.length} messages, ${what}.`, ...notes].join('\n');
}

/** For this repository, whose demo projects contain the addons themselves. */
async function writeOwn({ contract, docs, steps }: DocumentedContract): Promise<Generated> {
  await writeContractDocs(docs);
  await writeContractSteps(steps);
  return { changed: writeGodot(contract), notes: takenInProjects() };
}

async function writeProject(project: Project, documented: DocumentedContract): Promise<Generated> {
  const { contract, docs } = documented;
  const told = [...(await writeProjectDocs(project, docs)), ...(await writeProjectContract(project, documented))];
  const notes = stepsNote(project, documented);
  if (project.godot.length === 0) return { changed: told, notes: [...notes, NO_GODOT_PROJECT] };
  const steps = readStepFiles(join(project.root, project.source));
  const classes = project.godot.flatMap((target) => {
    notes.push(...addonNote(project, target));
    const out = join(project.root, target.folder);
    const written = writeAddonPackage(contract, out, { godot: target.godot, addon: target.addon, steps });
    notes.push(...written.taken);
    return written.changed;
  });
  return { changed: [...told, ...classes], notes };
}

/** Mentions an addon written by another version of the package; it is updated to this one. */
function addonNote({ root }: Project, { folder, addon }: GodotTarget): string[] {
  const found = addonVersion(join(root, folder, addon));
  const own = versionIn(PACKAGE_ROOT) ?? '';
  return found === undefined || found === own
    ? []
    : [`The addon in ${folder}/${addon} was ${found}; it is ${own} now.`];
}
