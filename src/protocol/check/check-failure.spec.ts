import { addIssue, addNested, CheckFailure, failureOf, MAX_ISSUES } from './check-failure.js';
import type { FieldIssue } from './field-issue.js';

function issue(field: string, rule = 'isInt'): FieldIssue {
  return { field, rule, text: 'must be an integer number' };
}

describe(CheckFailure.name, () => {
  it('keeps at most 16 issues', () => {
    const many = Array.from({ length: 40 }, (_, i) => issue(`f${i}`));
    expect(new CheckFailure(many).issues).toEqual(many.slice(0, MAX_ISSUES));
  });
});

describe(addIssue.name, () => {
  it('starts a list with the first issue', () => {
    expect(addIssue(undefined, issue('a'))).toEqual([issue('a')]);
  });

  it('drops a second issue with the same field and rule', () => {
    const issues = addIssue(addIssue(undefined, issue('a')), issue('a'));
    expect(addIssue(issues, issue('a', 'min'))).toEqual([issue('a'), issue('a', 'min')]);
  });

  it('stops at 16', () => {
    let issues: FieldIssue[] | undefined;
    for (let i = 0; i < 20; i++) issues = addIssue(issues, issue(`f${i}`));
    expect(issues).toHaveLength(MAX_ISSUES);
  });
});

describe(addNested.name, () => {
  it('puts the name of the nested value in front of each path', () => {
    const inner = addNested(undefined, 0, new CheckFailure([issue('name')]));
    expect(addNested([issue('id')], 'items', new CheckFailure(inner)).map(({ field }) => field)).toEqual([
      'id',
      'items.0.name',
    ]);
  });

  it('names the value itself where the failure is of all of it', () => {
    expect(addNested(undefined, 'at', failureOf('maxDepth', 'too deep'))).toEqual([
      { field: 'at', rule: 'maxDepth', text: 'too deep' },
    ]);
  });
});
