import 'reflect-metadata';
import { IsString } from 'class-validator';
import fc from 'fast-check';
import { CheckFailure, compileCheck } from './check/compile-check.js';
import { IsTyped } from './check/normal-form.js';
import { displayNameOf, IsDisplayName } from './display-name.js';

class NamedDto {
  @IsDisplayName(8) readonly name!: string;
}

class TypedDto {
  @IsString() @IsTyped('NFKC') readonly code!: string;
}

const check = compileCheck(NamedDto, { unknownFields: 'refuse' });

describe(displayNameOf.name, () => {
  it.each([
    ['Ada', 'Ada'],
    ['  Ada \u3000 B ', 'Ada B'],
    ['A\u200bd\u00ada\ufeff', 'Ada'],
    ['A\u200dda', 'Ada'],
    ['Ｌｏｎｇ ﬁ', 'Long fi'],
    ['Zo\u0308e', 'Zöe'],
    ['\u{1f468}\u200d\u{1f469}', '\u{1f468}\u200d\u{1f469}'],
    ['نام\u200cها', 'نام\u200cها'],
    ['東京', '東京'],
    ['❤\ufe0f', '❤\ufe0f'],
    ['<b>"\\', '<b>"\\'],
  ])('of %j is %j', (text, name) => {
    expect(displayNameOf(text, 24)).toBe(name);
  });

  it.each([
    ...['', ' ', '\u3000', '\u200b', '\u00ad', '\u3164', '\u2800', '\ufeff\u200d', '\u0301', '\ufe0f', '\u{e0041}'],
    ...['a\nb', 'Ann\n', '\u2028x', 'a\u0000', 'a\u001b[0m', '\u202egnp', 'x\u2066y', '\ud800', 'a\u0085b'],
    ...['x'.repeat(25), 7, null, undefined, {}],
  ])('of %j is none', (text) => {
    expect(displayNameOf(text, 24)).toBeUndefined();
  });

  it('gives what it takes for itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = displayNameOf(text, 64);
        if (name !== undefined) expect(displayNameOf(name, 64)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe(IsDisplayName.name, () => {
  it('is compiled, and gives the handler the name as others see it', () => {
    expect(check).toMatchObject({ kind: 'compiled' });
    expect(check.check({ name: ' A\u200bd\u0061 ' })).toEqual({ name: 'Ada' });
  });

  it.each([['\u200b'], ['a\nb'], ['x'.repeat(9)], [7], [undefined]])('refuses %j by the name of its field', (name) => {
    const failure = check.check({ name });
    expect(failure).toBeInstanceOf(CheckFailure);
    expect(failure).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ field: 'name' })]) as [],
    });
  });
});

describe(IsTyped.name, () => {
  it('brings what was typed into one form before its rules are asked', () => {
    expect(compileCheck(TypedDto, { unknownFields: 'refuse' }).check({ code: '７ＺK' })).toEqual({ code: '7ZK' });
  });
});
