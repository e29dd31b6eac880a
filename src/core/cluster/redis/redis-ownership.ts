import { NodeRefusedError } from '../membership.js';
import {
  Ownership,
  type OwnedKey,
  type OwnedRecord,
  type OwnerProof,
  type RecordContent,
  type RecordKind,
} from '../ownership.js';
import { pack, unpack } from './packed-bytes.js';
import type { RedisCommand, RedisConnection } from './redis-connection.js';
import { pairs } from './redis-membership.js';
import type { RedisScripts, ScriptName } from './redis-scripts.js';

const FIELD = 'f:';

/** Who owns what, in Redis: each change is one script, which checks the owner, the epoch and that the owner is alive. */
export class RedisOwnership extends Ownership {
  /** @param onFenced called for each write that the store refused, because the record or the node's life is over */
  constructor(
    private readonly connection: RedisConnection,
    private readonly scripts: RedisScripts,
    private readonly prefix: string,
    private readonly onFenced: () => void = () => undefined,
  ) {
    super();
  }

  override async create(key: OwnedKey, owner: string, content?: RecordContent): Promise<OwnerProof | OwnedRecord> {
    const args = [key.kind, key.id, owner, ...(await contentArgs(content))];
    return readOwnership(await this.run('create', args), key, owner);
  }

  override async find({ kind, id }: OwnedKey): Promise<OwnedRecord | undefined> {
    const answer = (await this.connection.send(['HGETALL', `${this.prefix}:record:${kind}:${id}`])) as string[];
    return answer.length === 0 ? undefined : readRecord(answer, { kind, id });
  }

  override async load({ kind, id }: OwnedKey): Promise<Uint8Array | undefined> {
    const answer = await this.connection.send(['GET', `${this.prefix}:bytes:${kind}:${id}`], true);
    return answer instanceof Buffer ? await unpack(answer) : undefined;
  }

  override async save(proof: OwnerProof, content: RecordContent): Promise<boolean> {
    return (await this.run('save', [...proofArgs(proof), ...(await contentArgs(content))])) === 1;
  }

  override async take(
    key: OwnedKey,
    knownEpoch: number,
    owner: string,
    content?: RecordContent,
  ): Promise<OwnerProof | OwnedRecord | undefined> {
    const args = [key.kind, key.id, owner, String(knownEpoch), ...(await contentArgs(content))];
    const answer = await this.run('take', args);
    return answer === null ? undefined : readOwnership(answer, key, owner);
  }

  override async release(proof: OwnerProof, content: RecordContent): Promise<boolean> {
    return (await this.run('release', [...proofArgs(proof), ...(await contentArgs(content))])) === 1;
  }

  override async end(proof: OwnerProof): Promise<boolean> {
    return (await this.run('end', proofArgs(proof))) === 1;
  }

  override async assert(proof: OwnerProof, content: RecordContent, isSure: boolean): Promise<boolean> {
    const args = [...proofArgs(proof), isSure ? '1' : '0', ...(await contentArgs(content))];
    return (await this.run('assert', args)) === 1;
  }

  override async ownedBy(nodeId: string, kind: RecordKind): Promise<readonly string[]> {
    return (await this.connection.send(['SMEMBERS', `${this.prefix}:own:${nodeId}:${kind}`])) as string[];
  }

  private async run(script: ScriptName, args: RedisCommand): Promise<unknown> {
    const answer = await this.scripts.run(script, ...args);
    const isNodeRefused = answer === 'buried' || answer === 'unknown';
    if (isNodeRefused || answer === 0) this.onFenced();
    if (isNodeRefused) throw new NodeRefusedError(answer);
    return answer;
  }
}

function proofArgs({ kind, id, owner, epoch }: OwnerProof): string[] {
  return [kind, id, owner, String(epoch)];
}

async function contentArgs({ fields = {}, bytes }: RecordContent = {}): Promise<(string | Buffer)[]> {
  return [...(bytes ? ['1', await pack(bytes)] : ['0', '']), ...Object.entries(fields).flat()];
}

function readOwnership(answer: unknown, { kind, id }: OwnedKey, owner: string): OwnerProof | OwnedRecord {
  if (Array.isArray(answer)) return readRecord(answer as string[], { kind, id });
  return { kind, id, owner, epoch: Number(answer) };
}

function readRecord(answer: readonly string[], { kind, id }: OwnedKey): OwnedRecord {
  const all = pairs(answer);
  const raw = new Map(all);
  const fields = all.flatMap(([name, value]) => (name.startsWith(FIELD) ? [[name.slice(FIELD.length), value]] : []));
  return {
    kind,
    id,
    owner: raw.get('o'),
    epoch: Number(raw.get('e')),
    fields: Object.fromEntries(fields) as Record<string, string>,
  };
}
