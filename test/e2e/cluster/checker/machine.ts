import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';

const LOOK_MS = 100;

/**
 * Makes this process believe that it has a machine of its own: a clock that is set by what is in CLOCK_FILE, milliseconds from what is
 * right, and an address by which the proxies know who connects. Imported before everything else.
 */
const RightDate = Date;
let shiftMs = 0;

class SetDate extends RightDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(SetDate.now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return RightDate.now() + shiftMs;
  }
}

function look(): void {
  try {
    shiftMs = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8'));
  } catch {
    // Nobody has set it.
  }
}

look();
setInterval(look, LOOK_MS).unref();
globalThis.Date = SetDate as DateConstructor;

interface Dialled {
  host?: string;
  localAddress?: string;
}

const connect = Socket.prototype.connect as (...given: unknown[]) => Socket;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]): Socket {
  // Node passes its own calls on as a list of options and listener.
  const first: unknown = Array.isArray(given[0]) ? given[0][0] : given[0];
  if (typeof first === 'object' && first !== null) {
    const dialled: Dialled = first;
    if (dialled.host === '127.0.0.1' && process.env.DIAL_FROM) dialled.localAddress ??= process.env.DIAL_FROM;
  }
  return connect.apply(this, given);
};
