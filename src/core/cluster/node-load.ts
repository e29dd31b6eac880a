import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { Injectable } from '@nestjs/common';

/** How busy this node is, from 0 to 1: the largest of its measures, since any of them alone can be the limit. */
@Injectable()
export class NodeLoad {
  private readonly measures: (() => number)[] = [heapShare, memoryShare];
  private lastUtilization = performance.eventLoopUtilization();
  private latest = 0;

  /** The load as it was told last. */
  get current(): number {
    return this.latest;
  }

  /** Adds a measure, from 0 to 1. */
  measure(read: () => number): void {
    this.measures.push(read);
  }

  /** Measures anew, over the time since the last call. */
  read(): number {
    const utilization = performance.eventLoopUtilization();
    const share = performance.eventLoopUtilization(utilization, this.lastUtilization).utilization;
    this.lastUtilization = utilization;
    const largest = Math.max(share, ...this.measures.map((read) => read()));
    this.latest = Math.round(Math.min(1, Math.max(0, largest)) * 1_000) / 1_000;
    return this.latest;
  }
}

function heapShare(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}

/** Of what the container may use; 0 where nothing limits it. */
function memoryShare(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? process.memoryUsage.rss() / limit : 0;
}
