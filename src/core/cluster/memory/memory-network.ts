import type { MonotonicClock } from '../../time/monotonic-clock.js';
import { LinkError, NodeLinks, UNREACHABLE, type CallHandler, type Pipe, type PipeHandler } from '../node-links.js';

/** Brings something from one node to another, in order for each pair, or never. */
export type Carry = (fromId: string, toId: string, deliver: () => void) => void;

const atOnce: Carry = (_fromId, _toId, deliver) => queueMicrotask(deliver);

/** Links between nodes of one process: {@link NodeLinks} without a network. Alone in it, a node has no peers. */
export class MemoryNetwork {
  private readonly ends = new Map<string, MemoryLinks>();

  /** @param carry how long things take, and whether they arrive; at once by default */
  constructor(private readonly carry: Carry = atOnce) {}

  /** The links of one node. @param clock for its deadlines */
  join(nodeId: string, clock: MonotonicClock): MemoryLinks {
    const links = new MemoryLinks(nodeId, clock, this);
    this.ends.set(nodeId, links);
    return links;
  }

  /** The node is gone: calls to it find nobody, its pipes close. */
  leave(nodeId: string): void {
    this.ends.delete(nodeId);
    for (const links of this.ends.values()) links.breakLinkTo(nodeId);
  }

  /** Brings something to another node's links, with nothing if it is not there. */
  send(fromId: string, toId: string, deliver: (to: MemoryLinks | undefined) => void): void {
    this.carry(fromId, toId, () => deliver(this.ends.get(toId)));
  }
}

interface PendingCall {
  readonly nodeId: string;
  readonly fail: (error: LinkError) => void;
}

/** One node's links in a {@link MemoryNetwork}. Made by it. */
export class MemoryLinks extends NodeLinks {
  private readonly handlers = new Map<string, CallHandler>();
  private readonly pipeHandlers = new Map<string, PipeHandler>();
  private readonly pipes = new Set<MemoryPipe>();
  private readonly calls = new Set<PendingCall>();

  constructor(
    private readonly nodeId: string,
    private readonly clock: MonotonicClock,
    private readonly network: MemoryNetwork,
  ) {
    super();
  }

  override call(nodeId: string, name: string, payload: unknown, deadlineMs: number): Promise<unknown> {
    const plain: unknown = structuredClone(payload);
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        if (this.calls.delete(call)) cancel();
        settle();
      };
      const call = { nodeId, fail: (error: LinkError) => finish(() => reject(error)) };
      const late = (): void => call.fail(new LinkError('timeout', `No answer to ${name} within ${deadlineMs} ms.`));
      const cancel = this.clock.setTimer(late, deadlineMs);
      this.calls.add(call);
      const answer = (settle: () => void): void => this.network.send(nodeId, this.nodeId, () => finish(settle));
      this.network.send(this.nodeId, nodeId, (to) => {
        const done = to?.handle(name, plain, this.nodeId) ?? Promise.reject(unreachable(nodeId));
        void done.then(
          (value) => answer(() => resolve(structuredClone(value))),
          (error: unknown) => answer(() => reject(asLinkError(error))),
        );
      });
    });
  }

  override answer(name: string, handler: CallHandler): void {
    if (this.handlers.has(name)) throw new Error(`Calls of ${name} are answered already.`);
    this.handlers.set(name, handler);
  }

  override openPipe(nodeId: string, name: string, opening: unknown): Pipe {
    const pipe = new MemoryPipe(nodeId, this.nodeId, this.network, (closed) => this.pipes.delete(closed));
    this.pipes.add(pipe);
    const plain: unknown = structuredClone(opening);
    this.network.send(this.nodeId, nodeId, (to) => {
      if (to) to.accept(pipe, name, plain);
      else pipe.end(UNREACHABLE);
    });
    return pipe;
  }

  override serve(name: string, handler: PipeHandler): void {
    if (this.pipeHandlers.has(name)) throw new Error(`Pipes of ${name} are served already.`);
    this.pipeHandlers.set(name, handler);
  }

  /** Answers a call that has arrived. */
  // eslint-disable-next-line @typescript-eslint/require-await -- what throws has to reject
  async handle(name: string, payload: unknown, fromId: string): Promise<unknown> {
    const handler = this.handlers.get(name);
    if (!handler) throw new LinkError('no_handler', `Nobody answers calls of ${name} at ${this.nodeId}.`);
    return handler(payload, fromId);
  }

  /** Serves a pipe that has arrived, or refuses it. */
  accept(other: MemoryPipe, name: string, opening: unknown): void {
    const pipe = new MemoryPipe(other.ownId, this.nodeId, this.network, (closed) => this.pipes.delete(closed));
    pipe.connect(other);
    this.pipes.add(pipe);
    try {
      const handler = this.pipeHandlers.get(name);
      if (!handler) throw new LinkError('no_handler', `Nobody serves pipes of ${name} at ${this.nodeId}.`);
      handler(pipe, opening);
    } catch (error) {
      pipe.close(asLinkError(error).message);
    }
  }

  /** The link to a node has broken. */
  breakLinkTo(nodeId: string): void {
    for (const call of [...this.calls]) if (call.nodeId === nodeId) call.fail(unreachable(nodeId));
    for (const pipe of [...this.pipes]) if (pipe.nodeId === nodeId) pipe.end(UNREACHABLE);
  }
}

/** One end of a pipe in memory. */
export class MemoryPipe implements Pipe {
  onData: (bytes: Buffer) => void = ignore;
  onClose: (reason: string) => void = ignore;
  readonly bufferedBytes = 0;
  private isClosed = false;
  private peer: MemoryPipe | undefined;

  constructor(
    readonly nodeId: string,
    /** The node of this end. */
    readonly ownId: string,
    private readonly network: MemoryNetwork,
    private readonly gone: (pipe: MemoryPipe) => void,
  ) {}

  get isOpen(): boolean {
    return !this.isClosed;
  }

  /** Joins both ends. */
  connect(peer: MemoryPipe): void {
    this.peer = peer;
    peer.peer = this;
  }

  send(bytes: Uint8Array): void {
    if (this.isClosed) return;
    const copy = Buffer.from(bytes);
    this.network.send(this.ownId, this.nodeId, () => this.peer?.receive(copy));
  }

  close(reason: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.gone(this);
    this.network.send(this.ownId, this.nodeId, () => this.peer?.end(reason));
  }

  /** The other end closed it, or the link broke. */
  end(reason: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.gone(this);
    this.onClose(reason);
  }

  private receive(bytes: Buffer): void {
    if (this.isClosed) return;
    this.onData(bytes);
    // What is read later than that is found out in tests.
    bytes.fill(0xee);
  }
}

function ignore(): void {
  // Nobody has set it yet.
}

function unreachable(nodeId: string): LinkError {
  return new LinkError(UNREACHABLE, `There is no link to ${nodeId}.`);
}

function asLinkError(error: unknown): LinkError {
  return error instanceof LinkError ? error : LinkError.thrown(error);
}
