import { IsInt, IsOptional, IsString, Length, Matches } from 'class-validator';
import { CheckEmitter } from './check-emitter.js';
import { readDtoModel } from './dto-model.js';

class SayDto {
  @IsInt() channel!: number;
  @IsOptional() @IsString() @Length(1, 80) @Matches(/\S/) text?: string;
}

describe(CheckEmitter.name, () => {
  it('writes plain code, with the length asked before the pattern', () => {
    // Constants are numbered; the numbers do not matter.
    const source = new CheckEmitter([readDtoModel(SayDto)], true).source().replace(/_\d+/g, '');
    const length = '(typeof v === "string" && ((v.length >= 1 && v.length <= 80) || fitsLength(v, 1, 80)))';
    const pattern = 'typeof v === "string" && pattern.test(v)';
    expect(source.slice(0, source.indexOf('function checkList'))).toBe(`function check0_SayDto(raw, depth) {
  if (depth > 32) return TOO_DEEP;
  if (raw.constructor !== Object) raw = ownFields(raw);
  const dto = new SayDto();
  let issues, v, seen = 1;
  v = raw.channel;
  dto.channel = v;
  if (!(Number.isInteger(v))) issues = addIssue(issues, isInt);
  v = raw.text;
  if (v !== undefined) {
    seen++;
    dto.text = v;
  }
  if (v !== undefined && v !== null && !(${length} && typeof v === "string" && ${pattern})) {
    if (!(${length})) issues = addIssue(issues, isLength);
    if (!(typeof v === "string")) issues = addIssue(issues, isString);
    if (${length}) {
      if (!(${pattern})) issues = addIssue(issues, matches);
    }
  }
  let keys = 0;
  for (const key in raw) keys++;
  if ((issues !== undefined || keys !== seen) && hasUnknownKey(raw, known)) {
    issues = addIssue(issues, UNKNOWN_FIELD);
  }
  return issues === undefined ? dto : new CheckFailure(issues);
}
`);
  });

  it('does not count keys where unknown fields are left out', () => {
    expect(new CheckEmitter([readDtoModel(SayDto)], false).source()).not.toContain('hasUnknownKey');
  });
});
