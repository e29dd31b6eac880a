import { stepHashes, stepKeys } from './step-hashes.js';
import { stepFile, withStepMath, type StepFile } from './step-files.js';

const TAG = `import { clamp, type int } from 'godwit';
import { limit as bound } from './limits.shared.js';
import type { TagSteerDto } from './tag.messages.js';

const SPEED = 1_000;
const UNUSED = 1;

enum Mode { Idle, Dash }

export class RunnerBody {
  x = 400;
  mode: int = Mode.Idle;
}

/** One tick of running. */
export function run(body: RunnerBody, input: TagSteerDto, seconds: number): void {
  body.x = clamp(bound(body.x + input.x * SPEED * seconds), 0, 800);
}
`;

const LIMITS = `const EDGE = 5;
function inside(x: number): number { return x > EDGE ? x : EDGE; }
export function limit(x: number): number { return inside(x); }
`;

const files = (tag = TAG, limits = LIMITS): StepFile[] =>
  withStepMath([stepFile('tag/tag.shared.ts', tag), stepFile('tag/limits.shared.ts', limits)]);

/** The keys whose hashes differ. */
function changed(...texts: [tag?: string, limits?: string]): string[] {
  const [before, after] = [stepHashes(files()), stepHashes(files(...texts))];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);
}

describe(stepHashes.name, () => {
  it('has each function, class, enum and constant of the own files, and what they use of the package', () => {
    const hashes = stepHashes(files());

    expect(Object.keys(hashes)).toEqual([
      'core/prediction/step-math.shared.ts#clamp',
      ...['EDGE', 'inside', 'limit'].map((name) => `tag/limits.shared.ts#${name}`),
      ...['Mode', 'RunnerBody', 'SPEED', 'UNUSED', 'run'].map((name) => `tag/tag.shared.ts#${name}`),
    ]);
    expect(Object.values(hashes).filter((hash) => !/^[0-9a-f]{8}$/.test(hash))).toEqual([]);
    expect(stepHashes(withStepMath([]))).toEqual({});
    const both = "import { hypot, isNearBox } from 'godwit';\nconst N = hypot(isNearBox([], 1, 2, 3) ? 1 : 2, 3);";
    expect(Object.keys(stepHashes(withStepMath([stepFile('tag/near.shared.ts', both)])))).toEqual(
      expect.arrayContaining([
        ...['core/prediction/step-math.shared.ts#hypot', 'core/prediction/step-shapes.shared.ts#isNearBox'],
      ]),
    );
  });

  it.each([
    ['a comment', TAG.replace('One tick', 'A tick')],
    [
      'a line break, a comma at the end, and an export',
      TAG.replace('0, 800)', '\n    0,\n    800,\n  )').replace('enum', 'export enum'),
    ],
    ['the spelling of a number', TAG.replace('1_000', '1000')],
    ['the order of declarations', TAG.replace('const UNUSED = 1;', '').replace('enum', 'const UNUSED = 1;\nenum')],
  ])('does not change with %s', (_what, text) => {
    expect(text).not.toBe(TAG);
    expect(changed(text)).toEqual([]);
  });

  it.each([
    ['a constant', TAG.replace('1_000', '1_001'), 'SPEED'],
    ['a function', TAG.replace('input.x *', 'input.y *'), 'run'],
    ['the start of a field', TAG.replace('x = 400', 'x = 401'), 'RunnerBody'],
    ['an enum', TAG.replace('Idle, Dash', 'Dash, Idle'), 'Mode'],
  ])('changes with %s, for that alone', (_what, text, name) => {
    expect(changed(text)).toEqual([`tag/tag.shared.ts#${name}`]);
  });
});

describe(stepKeys.name, () => {
  it('begins with the step, and has all that it uses, through others and under other names too', () => {
    const all = files();
    const [tag] = all.filter(({ path }) => path === 'tag/tag.shared.ts');
    if (!tag) throw new Error('There is no such file.');

    expect(stepKeys(tag, 'run', all)).toEqual([
      'tag/tag.shared.ts#run',
      'core/prediction/step-math.shared.ts#clamp',
      ...['EDGE', 'inside', 'limit'].map((name) => `tag/limits.shared.ts#${name}`),
      ...['Mode', 'RunnerBody', 'SPEED'].map((name) => `tag/tag.shared.ts#${name}`),
    ]);
  });
});
