import type { Contract } from '../../protocol/contract/contract.js';
import { apiClass, apiClassName, facadeModules } from './api-class.js';
import { clientClass, contractClass, enumClass, errorsClass } from './contract-class.js';
import type { Dialect } from './dialect.js';
import { classFile } from './field-code.js';
import { snakeCase } from './gd-names.js';
import { messageClass } from './message-class.js';
import { withStepMath, type StepFile } from './steps/step-files.js';
import { stepScripts } from './steps/step-script.js';
import { StepWorld } from './steps/step-world.js';
import { syncedClass } from './synced-class.js';
import { syncedClassName } from './synced-names.js';
import { classNamesOf } from './taken-names.js';

/**
 * Every generated file of an addon: path below `generated/` to text.
 * @param steps the shared files of the project and of the package
 * @throws StepsRefused when a shared file cannot be translated
 * @throws Error when two classes would have the same name in Godot, or a class too many optional fields
 */
export function generateAddon(
  contract: Contract,
  dialect: Dialect,
  steps: readonly StepFile[] = withStepMath([]),
): Map<string, string> {
  const world = new StepWorld(steps, contract);
  const context = { contract, dialect, steps: world };
  const files = new Map<string, string>();
  const add = (path: string, text: string): void => {
    if (files.has(path)) throw new Error(`Two classes of the contract would both be ${path} in Godot: rename one.`);
    files.set(path, text);
  };
  for (const struct of [...contract.messages, ...contract.structs]) {
    add(classFile(struct), messageClass(struct, context));
  }
  for (const declared of contract.enums) {
    add(classFile(declared), enumClass(declared, context));
  }
  for (const synced of contract.syncedClasses ?? []) {
    const name = syncedClassName(synced, contract);
    add(`${snakeCase(synced.module)}/${snakeCase(name)}.gd`, syncedClass(synced, context));
  }
  for (const module of facadeModules(contract)) {
    files.set(`${snakeCase(module)}/${snakeCase(apiClassName(module))}.gd`, apiClass(module, context));
  }
  for (const [path, text] of stepScripts(world, dialect)) add(path, text);
  files.set('godwit_contract.gd', contractClass(context));
  files.set('godwit_errors.gd', errorsClass(context));
  files.set('godwit_api.gd', clientClass(context));
  assertDistinct(files);
  return files;
}

/** @throws Error when two files declare the same class: a Godot project has one namespace */
function assertDistinct(files: ReadonlyMap<string, string>): void {
  const paths = new Map<string, string>();
  for (const [path, text] of files)
    for (const name of classNamesOf([text])) {
      const other = paths.get(name);
      if (other !== undefined)
        throw new Error(`${other} and ${path} would both be the class ${name} in Godot: rename one.`);
      paths.set(name, path);
    }
}
