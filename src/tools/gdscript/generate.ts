import type { Contract } from '../../protocol/contract/contract.js';
import { apiClass, apiClassName, facadeModules } from './api-class.js';
import { clientClass, contractClass, enumClass, errorsClass } from './contract-class.js';
import type { Dialect } from './dialect.js';
import { classNameOf, snakeCase } from './gd-names.js';
import { messageClass } from './message-class.js';

/** Every generated file of an addon: path below `generated/` to text. */
export function generateAddon(contract: Contract, dialect: Dialect): Map<string, string> {
  const context = { contract, dialect };
  const files = new Map<string, string>();
  for (const struct of [...contract.messages, ...contract.structs]) {
    files.set(`${snakeCase(struct.module)}/${snakeCase(classNameOf(struct))}.gd`, messageClass(struct, context));
  }
  for (const declared of contract.enums) {
    files.set(`${snakeCase(declared.module)}/${snakeCase(declared.name)}.gd`, enumClass(declared, context));
  }
  for (const module of facadeModules(contract)) {
    files.set(`${snakeCase(module)}/${snakeCase(apiClassName(module))}.gd`, apiClass(module, context));
  }
  files.set('godwit_contract.gd', contractClass(context));
  files.set('godwit_errors.gd', errorsClass(context));
  files.set('godwit_api.gd', clientClass(context));
  return files;
}
