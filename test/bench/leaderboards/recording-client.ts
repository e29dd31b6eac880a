import pg from 'pg';

/** A statement as it was sent. */
export interface SentStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** Notes every statement that it sends. */
export class RecordingClient extends pg.Client {
  static statements: SentStatement[] = [];

  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...args: unknown[]) => unknown;
    const record = (query: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const text = typeof query === 'string' ? query : (query as { text: string }).text;
      RecordingClient.statements.push({ text, values: Array.isArray(values) ? values : [] });
      return send(query, values, ...rest);
    };
    this.query = record as typeof this.query;
  }
}
