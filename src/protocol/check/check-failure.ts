import type { FieldIssue } from './field-issue.js';

/** The most issues one refusal names; a message with more mistakes is not worth the bytes. */
export const MAX_ISSUES = 16;

/** What a check answers instead of a DTO when the data breaks a rule. */
export class CheckFailure {
  /** At least one and at most {@link MAX_ISSUES} issues. */
  readonly issues: readonly FieldIssue[];

  /**
   * @param issues what is wrong; those beyond {@link MAX_ISSUES} are dropped
   * @param cause the error that a custom rule or transformation threw, for the server's log only
   */
  constructor(
    issues: readonly FieldIssue[],
    readonly cause?: unknown,
  ) {
    this.issues = issues.length > MAX_ISSUES ? issues.slice(0, MAX_ISSUES) : issues;
  }
}

/** A checked DTO instance, or why there is none. Tell them apart with `instanceof CheckFailure`. */
export type CheckOutcome<T> = T | CheckFailure;

/** A failure of the whole value, which {@link addNested} puts under the field it was found in. */
export function failureOf(rule: string, text: string, cause?: unknown): CheckFailure {
  return new CheckFailure([Object.freeze({ field: '', rule, text })], cause);
}

/**
 * Adds one issue to a list that exists only once something is wrong, so that good messages allocate nothing for it.
 * A second issue with the same field and rule is dropped: class-validator knows one error for each rule name.
 */
export function addIssue(issues: FieldIssue[] | undefined, issue: FieldIssue): FieldIssue[] {
  if (issues === undefined) return [issue];
  if (issues.length >= MAX_ISSUES) return issues;
  if (!issues.some((known) => known.field === issue.field && known.rule === issue.rule)) issues.push(issue);
  return issues;
}

/** Adds the issues of a nested value, with the name or index of that value in front of their paths. */
export function addNested(issues: FieldIssue[] | undefined, name: string | number, nested: CheckFailure): FieldIssue[] {
  let all = issues;
  for (const { field, rule, text } of nested.issues) {
    all = addIssue(all, { field: field === '' ? String(name) : `${name}.${field}`, rule, text });
  }
  return all ?? [];
}
