import { IsIn, IsInt, Length, Matches, Max, Min, ValidateBy, type ValidationArguments } from 'class-validator';
import { readDtoModel } from './dto-model.js';
import { ruleText } from './rule-text.js';

class Texts {
  @IsInt() plain!: number;
  @Length(2, 5) short!: string;
  @Length(2) long!: string;
  @IsIn(['a', 'b'], { each: true }) each!: string[];
  @Matches(/^a$/) pattern!: string;
  @Min(3, { message: '$target.$property: $value is under $constraint1' }) own!: number;
  @Max(3, { message: ({ property, constraints }) => `${property} <= ${String(constraints[0])}` }) made!: number;
  @Max(3, { message: ({ value }: ValidationArguments) => `not ${String(value)}` }) echo!: number;
  @Max(3, { message: ({ object }: ValidationArguments) => JSON.stringify(object) }) leak!: number;
  @ValidateBy({ name: 'isOdd', validator: { validate: () => true } }) silent!: number;
}

describe(ruleText.name, () => {
  const texts = new Map(readDtoModel(Texts).fields.map(({ name, rules }) => [name, rules[0]?.text]));

  it.each([
    ['plain', 'plain must be an integer number'],
    ['short', 'short must be longer than or equal to 2 and shorter than or equal to 5 characters'],
    ['long', 'long must be longer than or equal to 2 characters'],
    ['each', 'each value in each must be one of the following values: a, b'],
    ['pattern', 'pattern must match /^a$/ regular expression'],
    ['own', 'Texts.own: the value is under 3'],
    ['made', 'made <= 3'],
    ['silent', 'silent breaks the rule isOdd'],
  ])('says what the rule of %s is', (field, text) => {
    expect(texts.get(field)).toBe(text);
  });

  it.each(['echo', 'leak'])('passes over a message that needs client data (%s)', (field) => {
    expect(texts.get(field)).toBe(`${field} must not be greater than 3`);
  });
});
