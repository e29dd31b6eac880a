import type { FieldIssue } from './field-issue.js';

/** Maximum issues in one refusal; a message with more errors is not worth the bytes. */
export const MAX_ISSUES = 16;

/** The result of a check, instead of a DTO, when the data breaks a rule. */
export class CheckFailure {
  /** At least one and at most {@link MAX_ISSUES} issues. */
  readonly issues: readonly FieldIssue[];

  /**
   * @param issues what is wrong; anything beyond {@link MAX_ISSUES} is dropped
   * @param cause the error that a custom rule or transformation threw, for the server's log only
   */
  constructor(
    issues: readonly FieldIssue[],
    readonly cause?: unknown,
  ) {
    this.issues = issues.length > MAX_ISSUES ? issues.slice(0, MAX_ISSUES) : issues;
  }
}

/** A validated DTO instance, or a failure. Tell them apart with `instanceof CheckFailure`. */
export type CheckOutcome<T> = T | CheckFailure;

/** A failure of the whole value, to be placed under a field by {@link addNested}. */
export function failureOf(rule: string, text: string, cause?: unknown): CheckFailure {
  return new CheckFailure([Object.freeze({ field: '', rule, text })], cause);
}

/**
 * Adds one issue to a list that is only created once something is wrong, so that valid messages allocate nothing for it.
 * A second issue with the same field and rule is dropped: class-validator has one error per rule name.
 */
export function addIssue(issues: FieldIssue[] | undefined, issue: FieldIssue): FieldIssue[] {
  if (issues === undefined) return [issue];
  if (issues.length >= MAX_ISSUES) return issues;
  if (!issues.some((known) => known.field === issue.field && known.rule === issue.rule)) issues.push(issue);
  return issues;
}

/** Adds the issues of a nested value, prefixing their paths with its name or index. */
export function addNested(issues: FieldIssue[] | undefined, name: string | number, nested: CheckFailure): FieldIssue[] {
  let all = issues;
  for (const { field, rule, text } of nested.issues) {
    all = addIssue(all, { field: field === '' ? String(name) : `${name}.${field}`, rule, text });
  }
  return all ?? [];
}
