import type { MessageAccess, MessageClass } from '../../protocol/message.decorators.js';
import type { CheckOutcome } from '../../protocol/check/check-failure.js';
import type { Session } from '../sessions/session.js';

/** One client message and everything that happens to it, resolved at boot. */
export interface Route {
  readonly type: number;
  /** The DTO's name, for metrics and logs. */
  readonly name: string;
  readonly access: MessageAccess;
  /** The class and wire type of the declared answer. */
  readonly reply: { readonly messageClass: MessageClass; readonly type: number } | undefined;
  /** Builds a checked instance; a promise only for rules that are asynchronous. */
  check(raw: unknown): CheckOutcome<object> | Promise<CheckOutcome<object>>;
  /** Runs the handler, behind Nest's enhancers where it has some; undefined for a message that goes to a room. */
  readonly invoke: ((session: Session, message: object) => unknown) | undefined;
  /** How many messages were handled or refused; read by the metrics. */
  count: number;
}
