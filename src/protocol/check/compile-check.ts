import { CheckEmitter } from './check-emitter.js';
import type { CheckOutcome } from './check-failure.js';
import { ConstantPool } from './constant-pool.js';
import { readDtoModel, type DtoModel } from './dto-model.js';
import { FallbackCheck } from './fallback-check.js';
import type { DtoClass } from './field-model.js';

export { CheckFailure, type CheckOutcome } from './check-failure.js';
export type { FieldIssue } from './field-issue.js';

/** How checks treat data that no rule covers. */
export interface CheckOptions {
  /** Whether an unknown field causes the message to be refused, or is dropped. */
  readonly unknownFields: 'refuse' | 'strip';
}

/** The check of one DTO class. */
export interface CompiledCheck<T extends object> {
  /** `fallback`: class-validator itself does the check, about 400 times slower. */
  readonly kind: 'compiled' | 'fallback';
  /** Why it is a fallback, e.g. "its field name uses @Transform". */
  readonly reason?: string;
  /**
   * Creates an instance from plain data, or reports what is wrong with it. Never throws, whatever a client sends.
   * Returns a promise only if a rule of a fallback is asynchronous.
   */
  check(raw: unknown): CheckOutcome<T> | Promise<CheckOutcome<T>>;
}

/**
 * Builds the check of a DTO class at boot from its class-validator and class-transformer decorators; its code is generated
 * when it is called first, in less than a millisecond. It gives the same results
 * as `validate(plainToInstance(dto, data), { whitelist: true, forbidNonWhitelisted, forbidUnknownValues: true })`, and
 * reports the same fields and rules. The differences, all deliberate:
 * - an unknown field is reported as the rule `unknownField` on the object that has it; its name is not repeated;
 * - a class without fields accepts `{}`, where class-validator refuses everything;
 * - patterns and text formats are not run on a string whose length is already refused;
 * - at most 16 issues are reported, and data nested deeper than 32 levels is refused as `maxDepth`;
 * - where class-transformer or class-validator throws, the data is refused.
 *
 * Three quirks of class-validator are kept, since teams expect its decorators to work as elsewhere: a list passes for a
 * nested object if its items do (add `@IsObject()` to refuse it), a value that is not a list passes `each` rules if it
 * satisfies them itself (add `@IsArray()`), and the names of a numeric enum pass `@IsEnum` (use `@IsIn`).
 * @throws Error when the class cannot be constructed without arguments
 */
export function compileCheck<T extends object>(dto: DtoClass<T>, options: CheckOptions): CompiledCheck<T> {
  const refuseUnknown = options.unknownFields === 'refuse';
  const { models, obstacle } = gatherModels(dto);
  if (obstacle !== undefined) return fallback(dto, refuseUnknown, obstacle);
  if (!generatesCode()) return fallback(dto, refuseUnknown, 'the process forbids code from strings');
  // Most of a contract's messages are not sent in the first seconds, and generating code takes longer than reading classes.
  const compiled: { kind: 'compiled'; check: CompiledCheck<T>['check'] } = {
    kind: 'compiled',
    check: (raw) => {
      // The only place where generated code gets a type.
      compiled.check = new CheckEmitter(models, refuseUnknown).compile() as CompiledCheck<T>['check'];
      return compiled.check(raw);
    },
  };
  return compiled;
}

/** Whether this process may generate code from strings; Node's `--disallow-code-generation-from-strings` forbids it. */
function generatesCode(): boolean {
  try {
    return new ConstantPool({}).run('return true;') === true;
  } catch (error) {
    if (error instanceof EvalError) return false;
    throw error;
  }
}

function fallback<T extends object>(dto: DtoClass<T>, refuseUnknown: boolean, reason: string): CompiledCheck<T> {
  const checker = new FallbackCheck(dto, refuseUnknown);
  return { kind: 'fallback', reason, check: (raw) => checker.check(raw) };
}

/** The models of a class and of all classes nested in it, each once, and the first reason not to compile them. */
function gatherModels(root: DtoClass): { models: DtoModel[]; obstacle: string | undefined } {
  const models = [readDtoModel(root)];
  // The list grows during the loop.
  for (const model of models) {
    if (model.obstacle !== undefined) {
      const where = model.dto === root ? '' : `in ${model.name}, `;
      return { models, obstacle: `${where}${model.obstacle}` };
    }
    for (const { nested } of model.fields) {
      if (!nested || models.some(({ dto }) => dto === nested)) continue;
      const nestedModel = readDtoModel(nested);
      if (nestedModel.fields.length === 0) {
        return { models, obstacle: `its nested class ${nestedModel.name} has no rules` };
      }
      models.push(nestedModel);
    }
  }
  return { models, obstacle: undefined };
}
