import { addIssue, addNested, CheckFailure, failureOf, MAX_ISSUES } from './check-failure.js';
import { ConstantPool } from './constant-pool.js';
import type { DtoModel } from './dto-model.js';
import { emitField, isRequired, type NestedFunctions } from './field-emitter.js';
import type { DtoClass } from './field-model.js';
import { DROPPED_KEYS, MAX_DEPTH, ownFields, TOO_DEEP } from './plain-data.js';
import { hasUnknownKey } from './rule-functions.js';
import { braces, renderSource, type SourceBlock } from './source-block.js';

/** The result for a message that is not an object. */
export const NOT_OBJECT = failureOf('isObject', 'must be an object');

/** The result for an item that should be an object. */
export const NOT_NESTED = failureOf('nestedValidation', 'must be an object or a list of objects');

/** The issue of an object with unknown fields. */
export const UNKNOWN_FIELD = Object.freeze({
  field: '',
  rule: 'unknownField',
  text: 'must not have a field that its class does not have',
});

/** Constants available to every generated function. */
const NAMED = {
  CheckFailure,
  addIssue,
  addNested,
  ownFields,
  hasUnknownKey,
  TOO_DEEP,
  NOT_OBJECT,
  NOT_NESTED,
  UNKNOWN_FIELD,
};

/**
 * Generates the check of a class and of every class nested in it as plain functions that call each other: no closures, and
 * for valid data nothing is allocated except the instances and their lists.
 */
export class CheckEmitter {
  private readonly pool = new ConstantPool(NAMED);
  private readonly functions = new Map<DtoClass, NestedFunctions>();

  /**
   * @param models the class to check first, then all classes nested in it
   * @param refuseUnknown whether to refuse unknown fields or drop them
   */
  constructor(
    private readonly models: readonly DtoModel[],
    private readonly refuseUnknown: boolean,
  ) {
    for (const { dto, name } of models) {
      const suffix = `${this.functions.size}_${name.replace(/\W/g, '_')}`;
      this.functions.set(dto, { check: `check${suffix}`, checkList: `checkList${suffix}` });
    }
  }

  /**
   * Compiles the function from data to a result.
   * @throws EvalError when the process forbids generating code from strings
   */
  compile(): unknown {
    return this.pool.run(this.source());
  }

  /** The generated source. */
  source(): string {
    const [root] = this.models;
    const check = root && this.functions.get(root.dto)?.check;
    const body = this.models.flatMap((model) => [...this.emitCheck(model), ...this.emitCheckList(model)]);
    return renderSource([
      ...body,
      'return function (raw) {',
      [`return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? ${check ?? ''}(raw, 1) : NOT_OBJECT;`],
      '};',
    ]);
  }

  private emitCheck(model: DtoModel): SourceBlock {
    const fields = model.fields.map((field) =>
      emitField(field, this.pool, field.nested && this.functions.get(field.nested)),
    );
    return braces(`function ${this.functions.get(model.dto)?.check ?? ''}(raw, depth)`, [
      `if (depth > ${MAX_DEPTH}) return TOO_DEEP;`,
      // This handles plain data without an own "constructor" key; anything else is read through a plain copy.
      'if (raw.constructor !== Object) raw = ownFields(raw);',
      `const dto = new ${this.pool.nameOf(model.dto, model.name)}();`,
      `let issues, v, seen = ${model.fields.filter(isRequired).length};`,
      ...fields.flat(),
      ...(this.refuseUnknown ? this.emitUnknown(model) : []),
      'return issues === undefined ? dto : new CheckFailure(issues);',
    ]);
  }

  /** Only looks for unknown fields when the number of keys differs from the number of known fields present. */
  private emitUnknown({ fields, ignoredKeys }: DtoModel): SourceBlock {
    const known = new Set([...fields.map(({ name }) => name), ...ignoredKeys, ...DROPPED_KEYS]);
    return [
      'let keys = 0;',
      'for (const key in raw) keys++;',
      `if ((issues !== undefined || keys !== seen) && hasUnknownKey(raw, ${this.pool.nameOf(known, 'known')})) {`,
      ['issues = addIssue(issues, UNKNOWN_FIELD);'],
      '}',
    ];
  }

  private emitCheckList({ dto }: DtoModel): SourceBlock {
    const { check = '', checkList = '' } = this.functions.get(dto) ?? {};
    return braces(`function ${checkList}(list, depth)`, [
      `if (depth > ${MAX_DEPTH}) return TOO_DEEP;`,
      'const items = [];',
      'let issues;',
      'for (let i = 0; i < list.length; i++) {',
      [
        'let item = list[i];',
        'if (typeof item === "object" && item !== null) {',
        [`item = Array.isArray(item) ? ${checkList}(item, depth + 1) : ${check}(item, depth);`],
        '} else item = NOT_NESTED;',
        'if (item instanceof CheckFailure) {',
        ['issues = addNested(issues, i, item);', `if (issues.length >= ${MAX_ISSUES}) break;`],
        '} else items.push(item);',
      ],
      '}',
      'return issues === undefined ? items : new CheckFailure(issues);',
    ]);
  }
}
