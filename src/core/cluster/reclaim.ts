import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from './cluster.js';
import { LinkError } from './node-links.js';
import { isOwned, type OwnedKey, type OwnerProof } from './ownership.js';

/** The other node may have done what it was asked. */
const UNSURE = new Set(['timeout', 'unreachable']);
const BETWEEN_TRIES_MS = 500;
const MAX_TRIES = 20;

/** A record that another node was asked to take, and did not say that it has. */
export interface Offered {
  readonly key: OwnedKey;
  /** The epoch that it was offered with. */
  readonly epoch: number;
  readonly toNodeId: string;
  /** What the call to the other node failed with. */
  readonly error: unknown;
}

/**
 * Decides whose a record is that another node was to take: takes it, expecting the epoch it was offered with. Where the other node
 * has refused after it had taken the record, it is taken from there.
 * @returns the proof; undefined when the other node has it, and the copy here must be forgotten
 */
export async function reclaim(cluster: Cluster, offered: Offered): Promise<OwnerProof | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await reclaimNow(cluster, offered);
    } catch (error) {
      if (tries === MAX_TRIES) throw error;
      await delay(BETWEEN_TRIES_MS);
    }
  }
}

async function reclaimNow(
  { ownership, nodeId }: Cluster,
  { key, epoch, toNodeId, error }: Offered,
): Promise<OwnerProof | undefined> {
  const taken = await ownership.take(key, epoch, nodeId);
  if (isOwned(taken)) return taken;
  const isRefused = error instanceof LinkError && !UNSURE.has(error.code);
  // An earlier try of ours may have got through unheard.
  const mayTake = taken !== undefined && (taken.owner === nodeId || (isRefused && taken.owner === toNodeId));
  const again = mayTake ? await ownership.take(key, taken.epoch, nodeId) : undefined;
  return isOwned(again) ? again : undefined;
}
