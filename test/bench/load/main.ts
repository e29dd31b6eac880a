/** The load process: opens raw TCP connections to servers under test and takes orders from the bench, see orders.ts. */
import { answerParent } from '../child-channel.js';
import { BroadcastLoad } from './broadcast-load.js';
import { FollowLoad } from './follow-load.js';
import { InputLoad } from './input-load.js';
import type { LoadOrders } from './orders.js';
import { RequestLoad } from './request-load.js';
import { ServerConnections } from './server-connections.js';

const byPort = new Map<number, ServerConnections>();

answerParent<LoadOrders>({
  open: (order) => connectionsTo(order.port).open(order),
  request: ({ port, messages, inFlight, durationMs }) => {
    const connections = connectionsTo(port);
    return connections.run(new RequestLoad(connections.all, messages, inFlight), durationMs);
  },
  requestOnce: ({ port, messages }) => {
    const connections = connectionsTo(port);
    return connections.run(new RequestLoad(connections.all, messages, 1), 0);
  },
  input: ({ port, messages, hz, durationMs }) => {
    const connections = connectionsTo(port);
    return connections.run(new InputLoad(connections.all, messages, hz), durationMs);
  },
  broadcast: ({ port, type, answerType, text, durationMs }) => {
    const connections = connectionsTo(port);
    return connections.run(new BroadcastLoad(connections.all, type, answerType, text), durationMs);
  },
  arrived: ({ port }) => connectionsTo(port).arrived(),
  follow: ({ port, request, types, durationMs }) => {
    const connections = connectionsTo(port);
    return connections.run(new FollowLoad(connections.all, request, types), durationMs);
  },
  close: ({ port }) => {
    const connections = connectionsTo(port);
    byPort.delete(port);
    return connections.close();
  },
});

function connectionsTo(port: number): ServerConnections {
  const known = byPort.get(port) ?? new ServerConnections(port);
  byPort.set(port, known);
  return known;
}
