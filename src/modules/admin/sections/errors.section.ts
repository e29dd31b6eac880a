import { IsOptional, IsString, Length } from 'class-validator';
import type { AdminRows } from '../../../core/console/administrator.js';
import { AdminDetails, AdminSection, AdminTable, type HomedSection } from '../../../core/console/console.decorators.js';
import { idAt, numberOfId, NumberedDto } from '../../../core/console/numbered.dto.js';
import { ErrorBook, type ErrorKind } from '../../../core/observability/error-book.js';
import { NodeCalls } from '../frame/node-calls.js';
import { nodeOf, NodeQueryDto } from './node-query.dto.js';

/** Which errors are listed. */
export class ErrorQueryDto extends NodeQueryDto {
  /** Only those with this text in their code, place, message or text. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly text?: string;
}

/** Errors of one kind, as they are listed. */
interface ErrorRow {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly frame: string;
  readonly message: string | undefined;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What a node has failed at since it started, grouped by code and place. */
@AdminSection({ id: 'errors', title: 'Errors', area: 'server', right: 'logs.read' })
export class ErrorsSection implements HomedSection {
  constructor(
    private readonly book: ErrorBook,
    private readonly nodes: NodeCalls,
  ) {}

  /** Each node has its own. */
  homeOf(query: ErrorQueryDto | NumberedDto): string | undefined {
    return this.nodes.otherThan(nodeOf(query));
  }

  /** The kinds, the latest first. */
  @AdminTable({
    everyMs: 2_000,
    empty: 'Nothing has failed since this node started.',
    columns: [
      { key: 'code', title: 'Error' },
      { key: 'frame', title: 'Where' },
      { key: 'message', title: 'Message' },
      { key: 'count', title: 'Times', kind: 'number' },
      { key: 'firstAt', title: 'First', kind: 'time' },
      { key: 'lastAt', title: 'Last', kind: 'time' },
    ],
  })
  list({ text }: ErrorQueryDto): AdminRows<ErrorRow> {
    const wanted = text?.toLowerCase();
    const rows = this.book.all.toReversed().map((kind) => rowOf(kind, this.nodes.here));
    return {
      rows: wanted === undefined ? rows : rows.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted)),
    };
  }

  /** The first of a kind, with its stack. */
  @AdminDetails({ title: 'Example', on: 'row' })
  example({ id }: NumberedDto): object | undefined {
    const kind = this.book.all.find((each) => each.id === numberOfId(id));
    if (kind === undefined) return undefined;
    const { text, context, message, stack } = kind;
    return { ...rowOf(kind, this.nodes.here), text, context, message, stack };
  }
}

function rowOf({ id, code, frame, message, count, firstMs, lastMs }: ErrorKind, node: string | undefined): ErrorRow {
  return { id: idAt(id, node), code, frame, message, count, firstAt: firstMs, lastAt: lastMs };
}
