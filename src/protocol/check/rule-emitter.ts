import { addIssue } from './check-failure.js';
import type { ConstantPool } from './constant-pool.js';
import type { FieldModel, RuleModel } from './field-model.js';
import { writeInline } from './inline-rules.js';
import { SealedArguments } from './sealed-arguments.js';
import { braces, type SourceBlock } from './source-block.js';

/** Length rules are checked before patterns, so that no pattern runs on a string longer than the field allows. */
const LENGTH_RULES: readonly string[] = ['isLength', 'minLength', 'maxLength'];

/** A rule with the source that tests it. */
interface EmittedRule {
  readonly rule: RuleModel;
  /** The test of one value, named by the argument. */
  readonly test: (v: string) => string;
  /** Whether it may be slow on a long string: a pattern, or one of validator's formats. */
  readonly isCostly: boolean;
}

/**
 * Generates the rules of one field for its value in `v`: one combined condition for valid values, followed by each rule
 * separately for invalid ones.
 */
export class RuleEmitter {
  private readonly rules: readonly EmittedRule[];

  constructor(
    private readonly field: FieldModel,
    private readonly pool: ConstantPool,
  ) {
    this.rules = field.rules.map((rule) => this.emitted(rule));
  }

  /** Statements that add an issue to `issues` for each rule that `v` breaks. */
  statements(): SourceBlock {
    const { isOptional } = this.field;
    const cheap = this.rules.filter(({ isCostly }) => !isCostly);
    const costly = this.rules.filter(({ isCostly }) => isCostly);
    const tests = [...this.conditions(cheap), ...this.conditions(costly)];
    if (tests.length === 0) return [];

    const lengths = cheap.filter(({ rule }) => LENGTH_RULES.includes(rule.name)).map((rule) => this.wholeTest(rule));
    const costlyReports = this.reports(costly);
    const reports = [
      ...this.reports(cheap),
      ...(lengths.length === 0 ? costlyReports : braces(`if (${lengths.join(' && ')})`, costlyReports)),
    ];
    if (this.rules.every(({ rule }) => !rule.each) && tests.length === 1 && !isOptional) return reports;
    const guard = isOptional ? 'v !== undefined && v !== null && ' : '';
    return braces(`if (${guard}!(${tests.join(' && ')}))`, reports);
  }

  private emitted(rule: RuleModel): EmittedRule {
    const inline = writeInline(rule, 'v', this.pool);
    if (inline === undefined) {
      const name = this.pool.nameOf(ruleCall(rule), rule.name);
      return { rule, isCostly: true, test: (v) => `${name}(${v})` };
    }
    return { rule, isCostly: rule.name === 'matches', test: (v) => writeInline(rule, v, this.pool) ?? inline };
  }

  /** The tests of several rules: those of the value, then one loop over its items. */
  private conditions(rules: readonly EmittedRule[]): string[] {
    const ofValue = rules.filter(({ rule }) => !rule.each).map(({ test }) => test('v'));
    const ofItems = rules.filter(({ rule }) => rule.each);
    if (ofItems.length === 0) return ofValue;
    const every = `function (v) {
      if (!Array.isArray(v)) return ${ofItems.map(({ test }) => test('v')).join(' && ')};
      for (let i = 0; i < v.length; i++) {
        const item = v[i];
        if (!(${ofItems.map(({ test }) => test('item')).join(' && ')})) return false;
      }
      return true;
    }`;
    return [...ofValue, `${this.pool.nameOf(this.pool.run(`return ${every};`), 'every')}(v)`];
  }

  private reports(rules: readonly EmittedRule[]): string[] {
    const add = this.pool.nameOf(addIssue, 'addIssue');
    return rules.map((emitted) => {
      const { name, text } = emitted.rule;
      const issue = Object.freeze({ field: this.field.name, rule: name, text });
      return `if (!(${this.wholeTest(emitted)})) issues = ${add}(issues, ${this.pool.nameOf(issue, name)});`;
    });
  }

  /** The test of a rule as one expression of `v`, including its items. */
  private wholeTest({ rule, test }: EmittedRule): string {
    if (!rule.each) return test('v');
    return `(Array.isArray(v) ? v.every((item) => ${test('item')}) : ${test('v')})`;
  }
}

/** Calls class-validator's own rule for one value. A rule that throws refuses the value. */
export function ruleCall({ validator, constraints }: RuleModel): (value: unknown) => boolean {
  const args = new SealedArguments('', constraints);
  return (value) => {
    try {
      return Boolean(validator.validate(value, args));
    } catch {
      return false;
    }
  };
}
