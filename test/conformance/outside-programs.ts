import fc from 'fast-check';
import ts from 'typescript';
import { samplePrograms } from './step-programs.js';

/** Statements that no step may have; each is as harmless as it can be, so that nothing else is wrong with the program. */
const OUTSIDE = [
  ...["const t = 'a';", 'const t: any = 1;', 'let t: number | boolean = 1;', 'const t = 1n;', 'const t = null;'],
  ...['let t: number;', 'var t = 1;', 'const t = [1, 2];', 'if (body.a) return;', 'while (body.n) body.n = 0;'],
  ...['const t = body.a || 1;', 'const t = body.a ?? 1;', 'if (body.a == 1) return;', 'const t = body.a ** 2;'],
  ...[
    'body.n = body.n << 1;',
    'body.n = body.n | 0;',
    'body.n = ~body.n;',
    'body.a = body.b = 1;',
    'body.a = body.n++;',
  ],
  ...[
    'const t = Math.sin(body.a);',
    'const t = Math.random();',
    'const t = Math.round(body.a);',
    'const t = Date.now();',
  ],
  ...['console.log(body.a);', 'body.list.sort();', 'const t = body.list.map((x) => x);', 'TABLE[0] = 1;'],
  ...[
    'const { a: t } = body;',
    'const t = () => 1;',
    'const t = { a: 1 };',
    'const t = body as Body;',
    'const t = body?.a;',
  ],
  ...['try { body.a = 1; } catch { return; }', 'throw 1;', 'do { body.a = 1; } while (body.on);', 'for (;;) break;'],
  ...['for (const t in body) return;', 'outer: while (true) break outer;', 'function t(): void {}', 'body.a;'],
  ...['body.n = body.a;', 'body.a = body.on;', 'body.n /= 2;', 'const t = body.list[body.a]!;', 'missing(body.a);'],
  ...[
    'const t = new Date();',
    'eval(1);',
    'delete body.a;',
    'const t = typeof body;',
    'const t = `${body.a}`;',
    '/x/.test(1);',
  ],
  ...[
    'async () => 1;',
    'const [t] = body.list;',
    'body.list.push(...TABLE);',
    'label: body.a = 1;',
    'debugger;',
    'class T {}',
  ],
];

/** How often each program is scrambled. */
const TRIES = 6;

/** Random programs with one statement that is outside the subset, at any place inside a function. */
export function outsidePrograms(count: number, seed: number): string[] {
  const pick = drawing(seed);
  return samplePrograms(count, seed).map((text) => {
    // A program's own lines hold one statement each.
    const ends = [...text.matchAll(/;\n/g)].map(({ index }) => index + 2);
    const inside = ends.filter((at) => at > text.indexOf('function helper'));
    const at = inside[pick(inside.length)] ?? text.length;
    return `${text.slice(0, at)}${OUTSIDE[pick(OUTSIDE.length)] ?? ''}\n${text.slice(at)}`;
  });
}

/** Random programs with some of their tokens exchanged, left out or doubled, as far as TypeScript can parse them all the same. */
export function scrambledPrograms(count: number, seed: number): string[] {
  const draw = drawing(seed);
  const programs = samplePrograms(count, seed);
  return programs.flatMap((text) => Array.from({ length: TRIES }, () => scramble(text, draw))).filter(isSyntax);
}

type Draw = (below: number) => number;

/** Whole numbers from a seed. */
function drawing(seed: number): Draw {
  const drawn = fc.sample(fc.nat(), { numRuns: 10_000, seed });
  let next = 0;
  return (below) => (drawn[next++ % drawn.length] ?? 0) % Math.max(1, below);
}

function scramble(text: string, pick: Draw): string {
  const tokens = tokensOf(text);
  for (let change = 1 + pick(3); change > 0; change--) {
    const at = pick(tokens.length);
    const token = tokens[at] ?? '';
    tokens[at] = [tokens[pick(tokens.length)] ?? '', '', `${token} ${token}`, 'this', '0', "'a'", '()'][pick(7)] ?? '';
  }
  return tokens.join(' ');
}

function tokensOf(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens.filter((token) => token !== ' ');
}

/** transpileModule would say so as well, but fails itself on some of these. */
function isSyntax(text: string): boolean {
  const source: object = ts.createSourceFile('scrambled.ts', text, ts.ScriptTarget.Latest, true);
  return (source as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length === 0;
}
