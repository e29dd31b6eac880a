import { StateSync } from '../../src/core/sync/state-sync.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { copyState } from '../../src/protocol/state/state-snapshot.js';
import { WatchingClient } from './watching-client.js';

/** The hash of all that a client knows who sees the whole of a state. */
export function stateHash(state: object, contract: Contract): number {
  // Another one is synced: a state is, once at most.
  const copy = new (state.constructor as new () => object)();
  copyState(state, copy);
  const sync = new StateSync(copy);
  const catalogue = new MessageCatalogue(declaredMessages());
  const client = new WatchingClient('watcher', { contract, catalogue, isBinary: false });
  sync.attach(client.session);
  while (client.mirror.patches === 0) sync.patch({ number: 1 }, 1);
  sync.close();
  return client.mirror.hash();
}
