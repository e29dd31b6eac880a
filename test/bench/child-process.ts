import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import type { ChildAnswer, ChildRequest, Orders } from './child-channel.js';

const ORDER_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const KEPT_OUTPUT = 4_000;

/** The project's root, from which tsconfig.json and packages are found, also by the compiled bench in `.cache/bench`. */
const isSource = import.meta.filename.endsWith('.ts');
export const projectRoot = resolve(import.meta.dirname, isSource ? '../..' : '../../../..');
const loaderArgs = isSource ? ['--import', '@swc-node/register/esm-register'] : [];

/** Whether processes can be bound to a core each, so that server and load do not share one. */
export const canPin = availableParallelism() >= 2 && spawnSync('taskset', ['-c', '1', 'true']).status === 0;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** What to start. */
export interface ChildSpec {
  /** Path below this folder without extension, as `load/main`; or the path of a file that node runs as it is. */
  script: string;
  /** The core it is bound to where that is possible. */
  core: number;
  /** Options for node itself. */
  nodeArgs?: string[];
  env?: Record<string, string>;
}

interface Waiting {
  resolve: (result: object) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** A child process of the bench which takes orders of kind `T`; it never outlives the bench. */
export class BenchChild<T extends Orders<T>> {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ready: Promise<object>;
  private lastId = 0;
  private output = '';

  private constructor(private readonly spec: ChildSpec) {
    const ours = spec.script + (isSource ? '.ts' : '.js');
    const script = isAbsolute(spec.script) ? spec.script : resolve(import.meta.dirname, ours);
    const nodeArgs = [...loaderArgs, ...(spec.nodeArgs ?? []), script];
    const [command = '', ...args] = [
      ...(canPin ? ['taskset', '-c', `${spec.core}`] : []),
      process.execPath,
      ...nodeArgs,
    ];
    this.process = spawn(command, args, {
      cwd: projectRoot,
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running.add(this.process);
    this.process.stdout?.on('data', (bytes: Buffer) => this.keep(bytes));
    this.process.stderr?.on('data', (bytes: Buffer) => this.keep(bytes));
    this.process.on('message', (answer: ChildAnswer) => this.settle(answer));
    this.process.on('exit', () => this.ended());
    this.ready = this.answerOf(0, 'start');
  }

  /** Starts the process and waits until it is ready; rejects with its output when it ends before that. */
  static async start<T extends Orders<T>>(spec: ChildSpec): Promise<BenchChild<T>> {
    const child = new BenchChild<T>(spec);
    await child.ready;
    return child;
  }

  /** Gives an order and waits for its result; rejects on the child's error, its end, or after a minute. */
  async ask<K extends keyof T & string>(name: K, order: T[K]['order']): Promise<T[K]['result']> {
    const id = ++this.lastId;
    const answered = this.answerOf(id, name);
    this.process.send({ id, name, order } satisfies ChildRequest);
    return await answered;
  }

  /** Asks the process to end by closing the channel, and kills it if it does not. */
  async stop(): Promise<void> {
    if (!running.has(this.process)) return;
    const exited = once(this.process, 'exit');
    const killer = setTimeout(() => this.process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    if (this.process.connected) this.process.disconnect();
    await exited;
    clearTimeout(killer);
  }

  private answerOf(id: number, name: string): Promise<object> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.error(`no answer to "${name}"`)), ORDER_TIMEOUT_MS);
      this.waiting.set(id, { resolve, reject, timer });
    });
  }

  private settle(answer: ChildAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    this.waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if (answer.error) waiting.reject(this.error(answer.error));
    else waiting.resolve(answer.result ?? {});
  }

  private ended(): void {
    running.delete(this.process);
    for (const [id, { reject, timer }] of this.waiting) {
      clearTimeout(timer);
      this.waiting.delete(id);
      reject(this.error('the process ended'));
    }
  }

  private keep(bytes: Buffer): void {
    this.output = (this.output + bytes.toString()).slice(-KEPT_OUTPUT);
  }

  private error(reason: string): Error {
    return new Error(`${this.spec.script}: ${reason}${this.output ? `\n${this.output}` : ''}`);
  }
}
