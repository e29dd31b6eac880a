import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlText } from './yaml-text.js';

/** Text that a YAML parser could mistake for something else. */
const TEMPTING = [
  ...['', ' ', 'true', 'No', 'null', '~', '1', '-0x1f', '1e3', '.inf', '2026-11-22', '12:30', '<<', '=', '---', '...'],
  ...['a: b', 'a #b', '# a', '- a', '? a', '[a', '{a', '*a', '&a', '!a', '%a', '@a', '`a', '"a', "'a", '|', '>', 'a:'],
  ...['a\nb', 'a\n\nb', 'a\n', '\na', ' a\nb', 'a\n  b', 'a\r\nb', 'a\tb', '\t', 'a \nb', '\u0000', '\u007f', '\u0085'],
  ...['\u2028', '\ufeff', '\uffff', '\ud800', '😀', 'a\n😀', '$ref', '#/components/schemas/A', "it's (so)", 'a, b'],
];

describe(yamlText.name, () => {
  it('writes what a YAML reader reads back as the same data', () => {
    const text = fc.oneof(fc.constantFrom(...TEMPTING), fc.string({ unit: 'binary' }), fc.string());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        text,
        fc.integer(),
        fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4 }),
      ),
    }));

    fc.assert(
      fc.property(value as fc.Arbitrary<unknown>, (data) => {
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(yamlText({ data }), { version, uniqueKeys: false })).toEqual({ data });
        }
      }),
      {
        numRuns: 100,
        examples: TEMPTING.map((example): [unknown] => [{ [example]: [example, [[example]], { a: example }] }]),
      },
    );
  });

  it.each(['1.1', '1.2'] as const)(
    'leaves nothing short without quotes that YAML %s would not take for text',
    (version) => {
      const letters = '0178eEabfinxotyYNrusl.-+_:~<=$# '.split('');
      const short = letters.flatMap((a) => [a, ...letters.flatMap((b) => [a + b, ...letters.map((c) => a + b + c)])]);
      const data = { list: short };

      expect(parse(yamlText(data), { version })).toEqual(data);
    },
  );

  it('reads well', () => {
    const document = {
      asyncapi: '3.0.0',
      info: { title: 'A game', description: 'One.\n\nTwo: three.' },
      tags: [{ name: 'chat', size: 1 }, []],
    };

    expect(yamlText(document)).toBe(`asyncapi: "3.0.0"
info:
  title: A game
  description: |-
    One.

    Two: three.
tags:
  - name: chat
    size: 1
  - []
`);
  });
});
