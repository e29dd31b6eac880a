import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';

/** Sent at the start of each new connection, since PGlite has one session for all: nothing of the last one remains. */
const RESET = [simpleQuery('ROLLBACK'), simpleQuery('DISCARD ALL')];

const TERMINATE = 'X'.charCodeAt(0);

/**
 * The client's end of a connection to {@link EmbeddedServer}; pg treats it as a TCP socket. pg corks an extended query, so
 * that its messages arrive as one chunk, and every chunk is answered by one reply.
 */
export class EmbeddedSocket extends Duplex {
  private worker: Worker | undefined;
  private pendingReplies = 0;
  private ignoredReplies = 0;

  /**
   * @param open returns the thread, once it is running
   * @param abandon ends a thread whose answer nobody is waiting for any more
   */
  constructor(
    private readonly open: () => Promise<Worker>,
    private readonly abandon: (worker: Worker) => void,
  ) {
    super();
  }

  /** Called by pg in place of a socket's connect; address and port are ignored. */
  connect(): this {
    this.open()
      .then((worker) => this.attach(worker))
      .catch((error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))));
    return this;
  }

  /** Part of a socket's interface; does nothing. */
  setNoDelay(): this {
    return this;
  }

  /** Part of a socket's interface; does nothing. */
  setKeepAlive(): this {
    return this;
  }

  /** Part of a socket's interface; an idle thread never keeps the process alive. */
  ref(): this {
    return this;
  }

  /** Part of a socket's interface; an idle thread never keeps the process alive. */
  unref(): this {
    return this;
  }

  override _read(): void {
    // Replies are pushed as they arrive; PGlite answers one query at a time, so at most one is waiting.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const { worker } = this;
    this.worker = undefined;
    worker?.off('message', this.onReply).off('exit', this.onExit).unref();
    if (worker && this.pendingReplies > 0) this.abandon(worker);
    done(error);
  }

  private attach(worker: Worker): void {
    if (this.destroyed) return;
    this.worker = worker;
    worker.on('message', this.onReply).on('exit', this.onExit);
    for (const query of RESET) this.send(query);
    this.ignoredReplies = RESET.length;
    this.emit('connect');
  }

  private send(chunk: Buffer): void {
    if (!this.worker) return;
    if (chunk[0] === TERMINATE) {
      this.push(null);
      return;
    }
    this.pendingReplies += 1;
    this.worker.ref();
    // A copy, since pg writes all its queries into one buffer.
    this.worker.postMessage(new Uint8Array(chunk));
  }

  private readonly onReply = (reply: Uint8Array): void => {
    this.pendingReplies -= 1;
    if (this.pendingReplies === 0) this.worker?.unref();
    if (this.ignoredReplies > 0) this.ignoredReplies -= 1;
    else if (reply.length > 0) this.push(Buffer.from(reply.buffer));
  };

  private readonly onExit = (): void => {
    this.pendingReplies = 0;
    this.destroy(new Error('Connection terminated: the embedded database has ended.'));
  };
}

/** A query framed by PostgreSQL's protocol: its letter, its length, its text, a zero. */
function simpleQuery(text: string): Buffer {
  const frame = Buffer.alloc(text.length + 6);
  frame.write('Q');
  frame.writeInt32BE(text.length + 5, 1);
  frame.write(text, 5);
  return frame;
}
