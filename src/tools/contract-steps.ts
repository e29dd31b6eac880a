import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GeneratedContract } from '../core/godwit.module.js';
import type { ContractSteps } from '../protocol/contract/build-contract.js';
import type { DocumentedContract } from './documented-contract.js';
import { formatSource } from './format-source.js';
import { PROJECT_CONTRACT, projectContract, stepsIn, withSteps } from './new-project/project-contract.js';
import { PACKAGE_ROOT, type Project } from './project/project.js';
import { replaceFile } from './replace-file.js';

/** Where this repository's server finds the hashes of its steps, which compiled code no longer contains. */
export const contractStepsFile = join(PACKAGE_ROOT, 'src/core/contract/generated/contract-steps.ts');

/** The text of {@link contractStepsFile}. */
export function renderContractSteps(steps: ContractSteps): Promise<string> {
  const text = `// Generated from the shared files of the games by \`npm run contract:docs\`; do not edit.
import type { ContractSteps } from '../../../protocol/contract/build-contract.js';

/** The hash of each function, class, enum and constant that clients compute as the server does. */
export const contractSteps: ContractSteps = ${JSON.stringify(steps)};
`;
  return formatSource(text, contractStepsFile);
}

/** Brings {@link contractStepsFile} up to date. @returns whether it was outdated */
export async function writeContractSteps(steps: ContractSteps): Promise<boolean> {
  return replaceFile(contractStepsFile, await renderContractSteps(steps));
}

/**
 * Brings up to date what a project hands to its server. A project that has no such file gets it with its first shared file.
 * @returns the path of the file if it was outdated
 */
export async function writeProjectContract(project: Project, generated: GeneratedContract): Promise<string[]> {
  const found = projectFile(project);
  if (found === undefined && Object.keys(generated.steps).length === 0) return [];
  const path = found ?? `${project.source}/${PROJECT_CONTRACT}.${project.appModule.endsWith('.ts') ? 'ts' : 'js'}`;
  return (await replace(project, path, projectContract(generated, path.endsWith('.ts')))) ? [path] : [];
}

/** Tells the author of a project whose server is not given its steps. */
export function stepsNote(project: Project, { contract, steps }: DocumentedContract): string[] {
  if (contract.steps !== undefined || Object.keys(steps).length === 0) return [];
  return [
    `The server does not know your shared files: hand it what is in ${project.source}/${PROJECT_CONTRACT}, GodwitModule.forRoot({ ...generated }).`,
  ];
}

/**
 * Brings the steps that a server is given up to date with its shared files, and leaves the rest of the file as it is.
 * @throws Error that says what to run when somebody has changed the file, so that it cannot be
 */
export async function refreshSteps(project: Project): Promise<void> {
  const stale = await staleSteps(project);
  if (stale === undefined) return;
  const { path, steps } = stale;
  const text = project.isOwn
    ? await renderContractSteps(steps)
    : withSteps(readFileSync(join(project.root, path), 'utf8'), steps);
  if (text === undefined) throw new Error(staleText(project, path));
  await replace(project, path, text);
}

/** @throws Error that says what to run, unless the steps that a server is given are those of its shared files */
export async function requireFreshSteps(project: Project): Promise<void> {
  const stale = await staleSteps(project);
  if (stale) throw new Error(staleText(project, stale.path));
}

/** @returns undefined if the server is given what its shared files say now, or nothing at all */
async function staleSteps(project: Project): Promise<{ path: string; steps: ContractSteps } | undefined> {
  const path = project.isOwn ? relative(project.root, contractStepsFile) : projectFile(project);
  if (path === undefined) return undefined;
  const steps = await stepsBelow(join(project.root, project.source));
  const found = stepsIn(readFileSync(join(project.root, path), 'utf8'));
  return isDeepStrictEqual(found, steps) ? undefined : { path, steps };
}

function staleText({ isOwn }: Project, path: string): string {
  const command = isOwn ? 'npm run godot:generate' : 'npx godwit generate';
  return `${path} does not say what your shared files say now; run ${command}.`;
}

/** Without shared files TypeScript is not loaded, which takes longer than the rest. */
async function stepsBelow(folder: string): Promise<ContractSteps> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  if (!names.some((name) => name.endsWith('.shared.ts'))) return {};
  const { readStepFiles } = await import('./gdscript/steps/step-files.js');
  const { stepHashes } = await import('./gdscript/steps/step-hashes.js');
  return stepHashes(readStepFiles(folder));
}

async function replace({ root }: Project, path: string, text: string): Promise<boolean> {
  return replaceFile(join(root, path), await formatSource(text, join(root, path)));
}

function projectFile({ root, source }: Project): string | undefined {
  const names = ['ts', 'js'].map((extension) => `${source}/${PROJECT_CONTRACT}.${extension}`);
  return names.find((name) => existsSync(join(root, name)));
}
