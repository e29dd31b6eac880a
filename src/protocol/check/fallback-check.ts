import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, Validator, type ValidationError, type ValidatorOptions } from 'class-validator';
import type { ConstraintMetadata } from 'class-validator/types/metadata/ConstraintMetadata.js';
import { ValidationExecutor } from 'class-validator/cjs/validation/ValidationExecutor.js';
import { NOT_NESTED, NOT_OBJECT, UNKNOWN_FIELD } from './check-emitter.js';
import { addIssue, CheckFailure, failureOf, MAX_ISSUES, type CheckOutcome } from './check-failure.js';
import { readDtoModel } from './dto-model.js';
import type { FieldIssue } from './field-issue.js';
import type { DtoClass } from './field-model.js';
import { copyPlain, DROPPED_KEYS, hasDroppedKeysWithin, ownFields } from './plain-data.js';
import { ruleMetadataOf, type RuleMetadata } from './rule-metadata.js';
import { ruleText } from './rule-text.js';

/** The result for data with nested keys that class-transformer would lose. */
const HIDDEN_KEY = failureOf(
  'reservedKey',
  `must not have a key that all objects have inside (${[...DROPPED_KEYS].slice(0, 3).join(', ')} ...)`,
);

/**
 * Checks with class-transformer and class-validator themselves. Whatever the data, it never throws or rejects: an exception
 * from a transformation or custom rule becomes the issue `unreadable`, with the error as the failure's cause.
 */
export class FallbackCheck<T extends object> {
  private readonly options: ValidatorOptions;

  constructor(
    private readonly dto: DtoClass<T>,
    refuseUnknown: boolean,
  ) {
    this.options = {
      whitelist: true,
      forbidNonWhitelisted: refuseUnknown,
      // class-validator refuses all instances of a class without rules; but a message may have no fields.
      forbidUnknownValues: ruleMetadataOf(dto).length > 0,
      validationError: { value: false },
    };
  }

  /** Synchronous unless a rule returns a promise. */
  check(raw: unknown): CheckOutcome<T> | Promise<CheckOutcome<T>> {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return NOT_OBJECT;
    // It recurses to any depth; keys like "constructor" make it throw, or are lost, which must not happen to real data.
    const data = copyPlain(ownFields(raw), 1);
    if (data instanceof CheckFailure) return data;
    if (hasDroppedKeysWithin(raw)) return HIDDEN_KEY;
    try {
      return this.validate(plainToInstance(this.dto, this.inNormalForm(data as Record<string, unknown>)));
    } catch (cause) {
      return unreadable(cause);
    }
  }

  private inNormalForm(data: Record<string, unknown>): object {
    for (const { name, normalForm } of readDtoModel(this.dto).fields) {
      const value = data[name];
      if (normalForm && typeof value === 'string') data[name] = normalForm(value);
    }
    return data;
  }

  private validate(instance: T): CheckOutcome<T> | Promise<CheckOutcome<T>> {
    // validateSync treats a promise as success, so we look at the executor's promises ourselves.
    const executor = new ValidationExecutor(new Validator(), this.options);
    const errors: ValidationError[] = [];
    executor.execute(instance, '', errors);
    const outcome = (): CheckOutcome<T> => {
      const issues = collectIssues(executor.stripEmptyErrors(errors), '', undefined);
      return issues ? new CheckFailure(issues) : instance;
    };
    if (executor.awaitingPromises.length === 0) return outcome();
    return Promise.all(executor.awaitingPromises).then(outcome, unreadable);
  }
}

function unreadable(cause: unknown): CheckFailure {
  return failureOf('unreadable', 'could not be read by the rules of its class', cause);
}

/** Flattens class-validator's tree of errors into issues with paths; undefined when there are none. */
function collectIssues(
  errors: readonly ValidationError[],
  path: string,
  found: FieldIssue[] | undefined,
): FieldIssue[] | undefined {
  let issues = found;
  for (const error of errors) {
    if (issues && issues.length >= MAX_ISSUES) break;
    const field = fieldPath(path, error);
    for (const rule of Object.keys(error.constraints ?? {}))
      issues = addIssue(issues, issueOf(error, rule, path, field));
    issues = collectIssues(error.children ?? [], field, issues);
  }
  return issues;
}

function issueOf(error: ValidationError, rule: string, parent: string, field: string): FieldIssue {
  if (rule === 'whitelistValidation') return { ...UNKNOWN_FIELD, field: parent };
  return { field, rule, text: textOf(error, rule) };
}

/** The path of an error. Keys of a Map come from the client, so a star replaces them. */
function fieldPath(parent: string, { property, target }: ValidationError): string {
  const name = target instanceof Map ? '*' : nameOf(property);
  if (name === '') return parent;
  return parent === '' ? name : `${parent}.${name}`;
}

/** A class without rules produces an error without a property, despite its type. */
function nameOf(property: string | undefined): string {
  return property ?? '';
}

function textOf({ target, property }: ValidationError, rule: string): string {
  const dto: unknown = target?.constructor;
  const metadata = typeof dto === 'function' ? ruleMetadataOf(dto as DtoClass) : [];
  const broken = metadata.find((candidate) => candidate.propertyName === property && constraintOf(candidate, rule));
  if (broken) return ruleText(rule, broken, constraintOf(broken, rule)?.instance);
  return NOT_NESTED.issues[0]?.text ?? '';
}

function constraintOf(metadata: RuleMetadata, rule: string): ConstraintMetadata | undefined {
  return getMetadataStorage()
    .getTargetValidatorConstraints(metadata.constraintCls)
    .find(({ name }) => (name || metadata.type) === rule);
}
