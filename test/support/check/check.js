// `npm run check`: after an edit, the parts at once, and of format and lint only what has changed since they were right.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { changedFiles, hashesOf, importersOf } from './due-files.js';

const root = resolve(import.meta.dirname, '../../..');
const recordFile = join(root, '.cache/check/right.json');
const right = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, 'utf8')) : {};

const texts = readTexts();
const now = hashesOf(texts);
const toFormat = changedFiles(right.format ?? {}, now);
const toLint = changedFiles(right.lint ?? {}, now);

const parts = {
  format: () => runOn('node_modules/prettier/bin/prettier.cjs', ['--check', '--ignore-unknown'], toFormat),
  lint: () => runOn('node_modules/oxlint/bin/oxlint', ['--no-error-on-unmatched-pattern'], lintable(toLint)),
  types: () => npm('check:types'),
  tests: () => npm('test', '--', '--runInBand', 'test/architecture.spec.ts', 'test/tools/shared-files.spec.ts'),
};

const results = await Promise.all(Object.entries(parts).map(([name, part]) => tell(name, part)));
remember(Object.fromEntries(results));
if (results.some(([, isRight]) => !isRight)) process.exitCode = 1;

/** What git knows or would take up. */
function readTexts() {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const paths = [...new Set(list.toString().split('\0'))].filter((path) => path && existsSync(join(root, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function lintable(changed) {
  return changed && [...changed, ...importersOf(texts, changed)].filter((path) => /\.(?:tsx?|js)$/.test(path));
}

/** A part and what it says, when it has ended. */
async function tell(name, part) {
  const begunAtMs = performance.now();
  const { isRight, said } = await part();
  const seconds = ((performance.now() - begunAtMs) / 1000).toFixed(1);
  console.log(`${isRight ? 'right' : 'WRONG'}  ${name} (${seconds} s)`);
  if (!isRight) console.log(said);
  return [name, isRight];
}

/** All files when `files` are undefined. */
function runOn(program, options, files) {
  if (files?.length === 0) return { isRight: true, said: '' };
  return run(process.execPath, [program, ...options, ...(files ?? ['.'])]);
}

function npm(...args) {
  return run('npm', ['run', '--silent', ...args], process.platform === 'win32');
}

function run(command, args, shell = false) {
  // A collection of garbage for each doubling takes a third of what the native linter and compiler compute.
  const env = { GOGC: '400', ...process.env };
  const child = spawn(command, args, { cwd: root, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((end, fail) => {
    child.on('error', fail);
    child.on('close', (code) => end({ isRight: code === 0, said }));
  });
}

function remember({ format, lint }) {
  const record = { format: format ? now : right.format, lint: lint ? now : right.lint };
  mkdirSync(dirname(recordFile), { recursive: true });
  writeFileSync(recordFile, JSON.stringify(record));
}
