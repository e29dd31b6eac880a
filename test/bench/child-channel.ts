/** Orders by name, each with what goes in and what comes back. */
export type Orders<T> = { [K in keyof T]: { order: object; result: object } };

/** A function for every order. */
export type OrderHandlers<T extends Orders<T>> = {
  [K in keyof T]: (order: T[K]['order']) => T[K]['result'] | Promise<T[K]['result']>;
};

/** What the bench sends to a child process. */
export interface ChildRequest {
  id: number;
  name: string;
  order: object;
}

/** What a child process sends back; id 0 says that it is ready. */
export interface ChildAnswer {
  id: number;
  result?: object;
  error?: string;
}

/** Runs in a child process: says "ready", answers the bench's orders, and ends when the bench does. */
export function answerParent<T extends Orders<T>>(handlers: OrderHandlers<T>): void {
  const byName = new Map(Object.entries<(order: never) => object | Promise<object>>(handlers));
  process.on('message', (request: ChildRequest) => void answer(request, byName.get(request.name)));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0 } satisfies ChildAnswer);
}

async function answer(request: ChildRequest, handler?: (order: never) => object | Promise<object>): Promise<void> {
  try {
    if (!handler) throw new Error(`no such order: ${request.name}`);
    const result = await handler(request.order as never);
    process.send?.({ id: request.id, result } satisfies ChildAnswer);
  } catch (error) {
    process.send?.({ id: request.id, error: String(error) } satisfies ChildAnswer);
  }
}
