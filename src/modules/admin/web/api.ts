import type { RefusalView } from '../../../core/console/console-views.js';

/** A refused request. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: NonNullable<RefusalView['details']>;

  constructor({ code, text, details = [] }: RefusalView) {
    super(text);
    this.code = code;
    this.details = details;
  }
}

const OFFLINE: RefusalView = { code: 'offline', text: 'The server does not answer.' };

/** Called when the session has ended, wherever that was noticed. */
let onSignedOut: () => void = () => undefined;

/** Calls `listener` when the session has ended. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Reads a table, details, or one of the frame's own addresses (`-/me`). @throws ApiError */
export function read<T>(path: string, query?: object): Promise<T> {
  return call<T>(addressOf(path, query), {});
}

/** Where a part with a query is read. */
export function addressOf(path: string, query?: object): string {
  const search = query === undefined ? '' : `?q=${encodeURIComponent(JSON.stringify(query))}`;
  return `/admin/api/${path}${search}`;
}

/** Changes something. @throws ApiError */
export function send<T>(path: string, body: object): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'X-Godwit-Admin': '1' };
  return call<T>(addressOf(path), { method: 'POST', headers, body: JSON.stringify(body) });
}

async function call<T>(address: string, options: RequestInit): Promise<T> {
  let response: Response;
  let value: unknown;
  try {
    response = await fetch(address, options);
    value = await response.json();
  } catch {
    throw new ApiError(OFFLINE);
  }
  if (response.ok) return value as T;
  const error = new ApiError(value as RefusalView);
  if (error.code === 'admin.signed_out') onSignedOut();
  throw error;
}

/** Somebody on this page who watches a feed. */
interface Watch {
  readonly feed: string;
  readonly query: object;
  readonly next: (value: unknown, length: number) => void;
  readonly failed: (code: string) => void;
}

const SIGNED_OUT = 4401;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

/** The page's one WebSocket. It is open while something is watched and the tab can be seen. */
class LiveLine {
  private readonly watches = new Map<number, Watch>();
  private readonly listeners = new Set<(isLost: boolean) => void>();
  private socket: WebSocket | undefined;
  private lastId = 0;
  private retryMs = FIRST_RETRY_MS;
  private isLost = false;

  constructor() {
    document.addEventListener('visibilitychange', () => this.adjust());
  }

  /** Watches a feed until the returned function is called. */
  watch(watch: Watch): () => void {
    const id = ++this.lastId;
    this.watches.set(id, watch);
    if (this.socket?.readyState === WebSocket.OPEN) this.ask(id, watch);
    else this.adjust();
    return () => {
      this.watches.delete(id);
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ id }));
      this.adjust();
    };
  }

  /** Calls `listener` whenever the line is lost, or there again. */
  onLost(listener: (isLost: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private adjust(): void {
    const isWanted = this.watches.size > 0 && document.visibilityState === 'visible';
    if (isWanted && this.socket === undefined) this.connect();
    // A hidden tab costs the server nothing.
    if (document.visibilityState !== 'visible') this.socket?.close();
  }

  private connect(): void {
    const { protocol, host } = location;
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/admin/live`);
    this.socket = socket;
    socket.onopen = () => {
      this.retryMs = FIRST_RETRY_MS;
      this.tell(false);
      for (const [id, watch] of this.watches) this.ask(id, watch);
    };
    socket.onmessage = ({ data }) => {
      const { id, value, code } = JSON.parse(String(data)) as { id: number; value?: unknown; code?: string };
      const watch = this.watches.get(id);
      if (code === undefined) watch?.next(value, String(data).length);
      else watch?.failed(code);
    };
    socket.onclose = ({ code }) => {
      this.socket = undefined;
      if (code === SIGNED_OUT) onSignedOut();
      else if (this.watches.size > 0 && document.visibilityState === 'visible') this.retry();
    };
  }

  private retry(): void {
    this.tell(true);
    setTimeout(() => this.adjust(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    // An upgrade that is refused says nothing; a request does.
    void read('-/me').catch(() => undefined);
  }

  private ask(id: number, { feed, query }: Watch): void {
    this.socket?.send(JSON.stringify({ id, feed, query }));
  }

  private tell(isLost: boolean): void {
    if (this.isLost === isLost) return;
    this.isLost = isLost;
    for (const listener of this.listeners) listener(isLost);
  }
}

/** The page's one WebSocket. */
export const live = new LiveLine();
